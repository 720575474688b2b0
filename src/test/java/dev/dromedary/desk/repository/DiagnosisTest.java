package dev.dromedary.desk.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosisTest {

    @TempDir
    Path folder;

    private static Diagnosis of(String what, Optional<Repository> repository, Map<String, String> environment)
            throws InterruptedException {
        return Diagnosis.all(Home.find(), "1.1", repository, environment).stream()
                .filter(each -> each.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Repository> madeFor(String version) throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve(Repository.FILE), "version=" + version + "\n");
        return Repository.of(folder.resolve("routes"));
    }

    @Test
    void shouldFindWhatTestsRunOn_whenItLooks() throws Exception {
        assertThat(of("Java", Optional.empty(), Map.of()).told()).contains(System.getProperty("java.home"));
        assertThat(of("Dromedary", Optional.empty(), Map.of()).state()).isEqualTo(Diagnosis.State.OK);
        assertThat(of("DynamoDB Local", Optional.empty(), Map.of()).state()).isEqualTo(Diagnosis.State.OK);
    }

    @Test
    void shouldBeWrong_whenTheRepositoryIsMadeForAnotherVersion() throws Exception {
        assertThat(of("Repository", madeFor("1.1"), Map.of()).state()).isEqualTo(Diagnosis.State.OK);
        assertThat(of("Repository", madeFor("1.0"), Map.of()))
                .matches(each -> each.state() == Diagnosis.State.WRONG)
                .matches(each -> each.told().contains("is made for 1.0"));
    }

    @Test
    void shouldSayWhetherTheEmulatorAnswers_whenTheEnvironmentNamesOne() throws Exception {
        HttpServer emulator = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        emulator.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        emulator.start();
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + emulator.getAddress().getPort());
        try {
            assertThat(of("Emulator", Optional.empty(), environment).state()).isEqualTo(Diagnosis.State.OK);
        } finally {
            emulator.stop(0);
        }

        assertThat(of("Emulator", Optional.empty(), environment).told()).contains("does not answer");
        assertThat(of("Emulator", Optional.empty(), Map.of()).state()).isEqualTo(Diagnosis.State.MISSING);
    }
}
