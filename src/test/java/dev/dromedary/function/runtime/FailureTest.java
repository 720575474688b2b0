package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;

/** What failed is said in our own words, and without the values that were worked on. */
class FailureTest {

    @Test
    void shouldNameNeitherClassesNorValues_whenAStepGetsWhatItCannotTake() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(context);
            Map<String, Object> body = Map.of("name", "Eve");
            exchange.getMessage().setBody(body);
            List<Exception> failures = List.of(
                    new NoTypeConversionAvailableException(body, InputStream.class),
                    new TypeConversionException(body, InputStream.class, new IllegalStateException("Eve")),
                    new InvalidPayloadException(
                            exchange,
                            InputStream.class,
                            exchange.getMessage(),
                            new NoTypeConversionAvailableException(body, InputStream.class)));

            assertThat(failures)
                    .extracting(failure -> new Failure("m", failure, false).sentence())
                    .containsOnly(
                            "m: A step of the route needs a value of the type InputStream, which an object can't be made.");
        }
    }

    @Test
    void shouldSayWhatAKeyIsMadeOf_whenWhatItReadsIsNotThere() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .idempotentConsumer(simple("${header.order}"), new MemoryIdempotentRepository())
                            .to("mock:out");
                }
            });
            context.start();

            Exception failure = context.createProducerTemplate()
                    .send("direct:in", exchange -> {})
                    .getException();

            assertThat(new Failure("m", failure, false).sentence())
                    .isEqualTo(
                            "m: The key of an idempotentConsumer is empty, as what its expression reads is not there; make it of"
                                    + " what tells things apart, such as ${exchangeProperty.idempotencyKey}.");
        }
    }

    @Test
    void shouldNameTheType_whenTheValueIsNoneOfJson() {
        Exception failure = new NoTypeConversionAvailableException(Instant.EPOCH, InputStream.class);

        assertThat(new Failure("m", failure, false).sentence())
                .endsWith("which a value of the type Instant can't be made.");
    }
}
