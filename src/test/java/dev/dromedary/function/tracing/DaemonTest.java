package dev.dromedary.function.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dromedary.function.runtime.stub.TraceDaemon;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.79.129:2000",
                "tcp:127.0.0.1:1999 udp:169.254.79.129:2000",
                "udp:169.254.79.129:2000 tcp:127.0.0.1:1999"
            })
    void shouldKnowWhereToSend_whenAddressIsOneOfAws(String address) {
        assertThat(Daemon.at(address)).contains(new Daemon("169.254.79.129", 2000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "somewhere", "a:b"})
    void shouldSendNowhere_whenAddressIsNone(String address) {
        assertThat(Daemon.at(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:1", "nobody.invalid:2000", "127.0.0.1:99999"})
    void shouldGoOn_whenNobodyListens(String address) {
        Daemon daemon = Daemon.at(address).orElseThrow();

        assertThatCode(() -> daemon.send(List.of("{}", "{}"))).doesNotThrowAnyException();
    }

    @Test
    void shouldSendTheOthers_whenADocumentIsTooLargeForADatagram() throws Exception {
        try (TraceDaemon listening = new TraceDaemon()) {
            Daemon.at(listening.address()).orElseThrow().send(List.of("{\"a\":\"" + "x".repeat(70_000) + "\"}", "{}"));

            assertThat(listening.documents()).hasSize(1);
        }
    }
}
