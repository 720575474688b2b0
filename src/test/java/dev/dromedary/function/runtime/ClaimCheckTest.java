package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.ClaimLostException;
import dev.dromedary.function.ledger.HeldClaims;
import dev.dromedary.function.ledger.LedgerByHand;
import dev.dromedary.function.ledger.LedgerProperties;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** Steps of a user's own routes, on the route's thread and on those of Camel's pools. */
class ClaimCheckTest {

    private final LedgerByHand ledger = new LedgerByHand();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        context.stop();
        MDC.clear();
    }

    private void start(RouteBuilder routes) throws Exception {
        context.disableJMX();
        context.getCamelContextExtension().addInterceptStrategy(new ClaimCheck());
        context.addRoutes(routes);
        context.start();
    }

    private Exchange deliver(String id) {
        Invocation invocation = Invocation.starting("request of " + id, Duration.ofMinutes(1));
        return context.createProducerTemplate().send("direct:in", exchange -> {
            exchange.setProperty(Invocation.PROPERTY, invocation);
            exchange.setProperty(LambdaConsumer.CORRELATION_ID, id);
            exchange.setProperty(LedgerProperties.IDEMPOTENCY_KEY, id);
            exchange.getMessage().setBody(List.of(1, 2, 3, 4));
        });
    }

    private Processor see(String what) {
        return exchange -> seen.add(what);
    }

    private void lapse(Exchange exchange) {
        ledger.advance(Duration.ofSeconds(45));
    }

    @Test
    void shouldRunNoFurtherStep_whenTheLeaseHasEnded() throws Exception {
        IdempotentRepository repository = ledger.inMemory();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                from("direct:in")
                        .idempotentConsumer(exchangeProperty("idempotencyKey"), repository)
                        .process(see("before"))
                        .process(ClaimCheckTest.this::lapse)
                        .process(see("after"));
            }
        });

        Exchange exchange = deliver("a");

        assertThat(exchange.getException()).isInstanceOf(ClaimLostException.class);
        assertThat(seen).containsExactly("before");
        assertThat(HeldClaims.require()).isEmpty();
    }

    @Test
    void shouldNeedTheOuterClaim_whenWorkHasOneOfItsOwn() throws Exception {
        IdempotentRepository repository = ledger.inMemory();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                from("direct:in")
                        .idempotentConsumer(exchangeProperty("idempotencyKey"), repository)
                        .process(exchange -> ledger.advance(Duration.ofSeconds(40)))
                        .enrich("direct:inner", (before, after) -> after);
                from("direct:inner")
                        .idempotentConsumer(constant("inner"), repository)
                        .process(see("inner"))
                        .process(exchange -> ledger.advance(Duration.ofSeconds(5)))
                        .process(see("after the outer lease"));
            }
        });

        Exchange exchange = deliver("a");

        assertThat(exchange.getException()).isInstanceOf(ClaimLostException.class);
        assertThat(seen).containsExactly("inner");
    }

    @Test
    void shouldWorkUnderTheOuterClaimAgain_whenNestedWorkOfOneExchangeIsBehind() throws Exception {
        IdempotentRepository repository = ledger.inMemory();
        Processor see = exchange -> seen.add(
                exchange.getProperty(LedgerProperties.CLAIM, Claim.class).id());
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("outer")
                        .idempotentConsumer(exchangeProperty("idempotencyKey"), repository)
                        .process(see)
                        .to("direct:inner")
                        .process(see);
                from("direct:inner")
                        .routeId("inner")
                        .idempotentConsumer(constant("b"), repository)
                        .process(see)
                        .end()
                        .process(see);
            }
        });

        Exchange exchange = deliver("a");

        assertThat(exchange.getException()).isNull();
        assertThat(seen).containsExactly("outer#a", "inner#b", "outer#a", "outer#a");
    }

    @Test
    void shouldKnowClaimsAndIdsOnEachThread_whenASplitIsParallel() throws Exception {
        IdempotentRepository repository = ledger.inMemory();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                from("direct:in")
                        .routeId("p-split")
                        .idempotentConsumer(exchangeProperty("idempotencyKey"), repository)
                        .split(body())
                        .parallelProcessing()
                        .process(exchange -> seen.add(MDC.get("request_id") + ", " + MDC.get("correlation_id") + ", "
                                + MDC.get("route") + ", " + HeldClaims.require().isPresent()));
            }
        });
        MDC.put("request_id", "another's");

        deliver("a");
        deliver("b");

        assertThat(seen.subList(0, 4)).containsOnly("request of a, a, p-split, true");
        assertThat(seen.subList(4, 8)).containsOnly("request of b, b, p-split, true");
        assertThat(MDC.get("request_id")).isEqualTo("another's");
    }
}
