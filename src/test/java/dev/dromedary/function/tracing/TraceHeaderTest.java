package dev.dromedary.function.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.stub.TraceDaemon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeaderTest {

    @Test
    void shouldNameTheTraceAndItsParent_whenSampled() {
        TraceHeader header = TraceHeader.sampled(TraceDaemon.SAMPLED).orElseThrow();

        assertThat(header.root()).isEqualTo(TraceDaemon.ROOT);
        assertThat(header.within("00000000000000ff"))
                .isEqualTo("Root=" + TraceDaemon.ROOT + ";Parent=00000000000000ff;Sampled=1;Lineage=1:a87bd80c:0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sampled=1",
                ";;=;",
                "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0",
                "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8",
                "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1",
                "Root=nothing;Parent=53995c3f42cd8ad8;Sampled=1",
            })
    void shouldBelongToNoTrace_whenItIsNotSampledOrNoHeader(String text) {
        assertThat(TraceHeader.sampled(text)).isEmpty();
    }
}
