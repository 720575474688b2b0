package dev.dromedary.function.steps.fileset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilesetComponentTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.disableJMX();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fileset:begin | fileset:begin needs the option table",
                "fileset:begin?table=t | fileset:begin needs the option parts",
                "fileset:arrive?table=t&parts=a | fileset:arrive needs the option set",
                "fileset:arrive?table=t&parts=a&set=s | fileset:arrive needs the option part",
                "fileset:open?table=t&parts=a | fileset:open needs the option index"
            })
    void shouldRefuse_whenTheUriIsWrong(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).rootCause().hasMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fileset:arrive?table=t&parts=a&set=s&part=a | fileset:arrive needs a manifest in the body; put it behind records:manifest",
                "fileset:begin?table=t&parts=a | fileset:begin belongs to work that is done once; put it inside an idempotentConsumer with #ledger",
                "fileset:complete?table=t&parts=a | fileset:complete ends what fileset:begin has begun; put fileset:begin before it",
                "fileset:reported?table=t&parts=a | fileset:reported needs a set in the body; put it behind fileset:open"
            })
    void shouldSayWhatToDo_whenAStepIsMisplaced(String uri, String sentence) {
        Exchange exchange = context.createProducerTemplate()
                .send(uri, sent -> sent.getMessage().setBody("text"));

        assertThat(exchange.getException()).hasMessage(sentence);
    }

    @Test
    void shouldStopTheStart_whenAPartIsCalledLikeAnAttribute() {
        assertThatThrownBy(() -> context.createProducerTemplate()
                        .send("fileset:arrive?table=t&parts=a,since&set=s&part=a", sent -> {}))
                .rootCause()
                .hasMessage(
                        "fileset:arrive: no part can be called \"since\", as the set has an attribute of that name");
    }

    @Test
    void shouldSayThatItIsAStep_whenARouteBeginsWithIt() {
        assertThatThrownBy(() ->
                        context.getEndpoint("fileset:begin?table=t&parts=a").createConsumer(exchange -> {}))
                .hasMessageContaining("is a step; a route can't begin with it");
    }
}
