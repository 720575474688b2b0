package dev.dromedary.function.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stands in {@code idempotentConsumer} is what the ledger uses, in the route in whose steps it stands. */
class HonestKeyTest {

    private final InMemoryStore store = new InMemoryStore();
    private final MovableClock clock = new MovableClock();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<String> worked = new ArrayList<>();

    @AfterEach
    void close() {
        context.stop();
    }

    private IdempotentRepository ledger() {
        return new DynamoDbLedger(store, LedgerRoute.TIMES, clock, clock::advance, (period, task) -> () -> {});
    }

    private void start(RouteBuilder routes) throws Exception {
        context.disableJMX();
        context.addRoutes(routes);
        context.start();
    }

    private Exchange deliver(String uri, String key) {
        return deliver(uri, key, null);
    }

    private Exchange deliver(String uri, String key, Object body) {
        return context.createProducerTemplate().send(uri, exchange -> {
            exchange.setProperty(LedgerProperties.IDEMPOTENCY_KEY, key);
            exchange.setProperty(LedgerProperties.SEQUENCER, "0F");
            exchange.getMessage().setBody(body);
        });
    }

    private void work(Exchange exchange) {
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        worked.add(claim.id() + " " + claim.version());
    }

    @Test
    void shouldBeTheConstant_whenTheKeyIsOne() throws Exception {
        IdempotentRepository ledger = ledger();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("r")
                        .idempotentConsumer(constant("anything-at-all"), ledger)
                        .process(HonestKeyTest.this::work);
            }
        });

        deliver("direct:in", "bucket/a;01");
        Exchange second = deliver("direct:in", "bucket/b;01");

        assertThat(worked).containsExactly("r#anything-at-all -");
        assertThat(second.getProperty(LedgerProperties.OUTCOME)).isEqualTo(LedgerProperties.DONE_ALREADY);
    }

    @Property(tries = 200)
    void shouldWorkOnEachThingOnce_whateverItIsCalled(@ForAll("things") List<String> things) throws Exception {
        HonestKeyTest fresh = new HonestKeyTest();
        IdempotentRepository ledger = fresh.ledger();
        fresh.start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .routeId("r")
                        .idempotentConsumer(simple("${exchangeProperty.idempotencyKey}"), ledger)
                        .process(exchange -> exchange.getProperty(LedgerProperties.CLAIM, Claim.class)
                                .completeWith("same", "d"))
                        .process(fresh::work);
            }
        });
        List<String> different = things.stream().distinct().toList();

        for (String order : List.of("01", "02", "01")) {
            for (String thing : different) {
                assertThat(fresh.deliver("direct:in", LedgerKey.text(thing, order))
                                .getException())
                        .isNull();
            }
        }

        assertThat(fresh.worked).hasSize(2 * different.size()).doesNotHaveDuplicates();
        fresh.close();
    }

    @Provide
    Arbitrary<List<String>> things() {
        return Arbitraries.of(";", "#", "!", "01", "a", "r", "/", "~", "\n", "d", "content#", "${body}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(pieces -> String.join("", pieces))
                .filter(thing -> !thing.isBlank())
                .list()
                .ofSize(6);
    }

    @Test
    void shouldBeOneThing_whenTwoRoutesCallTheRouteOfTheBlock() throws Exception {
        IdempotentRepository ledger = ledger();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:first").routeId("p-first").enrich("direct:join");
                from("direct:second").routeId("p-second").to("direct:join");
                from("direct:join")
                        .routeId("p-join")
                        .idempotentConsumer(simple("${body[set]};${body[order]}"), ledger)
                        .process(HonestKeyTest.this::work);
            }
        });
        Map<String, String> set = Map.of("set", "20220130", "order", "3");

        deliver("direct:first", "bucket/a;01", set);
        deliver("direct:second", "bucket/b;01", set);
        deliver("direct:second", "bucket/b;01", Map.of("set", "20220130", "order", "4"));

        assertThat(worked).containsExactly("p-join#20220130 3", "p-join#20220130 4");
    }

    @Test
    void shouldNotRunBesideEachOther_whenTwoRoutesCallTheRouteOfTheBlock() throws Exception {
        IdempotentRepository ledger = ledger();
        List<Exception> failures = new ArrayList<>();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                from("direct:first").routeId("p-first").enrich("direct:join");
                from("direct:second")
                        .routeId("p-second")
                        .setProperty(LedgerProperties.WAITS_IN_PLACE, constant(false))
                        .enrich("direct:join");
                from("direct:join")
                        .routeId("p-join")
                        .idempotentConsumer(simple("${body};-"), ledger)
                        .process(HonestKeyTest.this::work)
                        .process(exchange -> failures.add(deliver(
                                        "direct:second",
                                        "bucket/b;01",
                                        exchange.getMessage().getBody())
                                .getException()));
            }
        });

        deliver("direct:first", "bucket/a;01", "a;day");

        assertThat(failures).singleElement().isInstanceOf(StillRunningException.class);
        assertThat(worked).containsExactly("p-join#a;day -");
    }

    @Test
    void shouldBeTheRouteOfTheBlock_whenItStandsInASplit() throws Exception {
        IdempotentRepository ledger = ledger();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").routeId("p-in").to("direct:each");
                from("direct:each")
                        .routeId("p-each")
                        .split(body())
                        .idempotentConsumer(simple("${body}"), ledger)
                        .process(HonestKeyTest.this::work);
            }
        });

        deliver("direct:in", "bucket/a;01", List.of("x", "y", "x"));

        assertThat(worked).containsExactly("p-each#x -", "p-each#y -");
    }

    @Test
    void shouldGoBackToTheOuterClaim_whenTheInnerWorkIsDone() throws Exception {
        IdempotentRepository ledger = ledger();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                onException(IllegalStateException.class).handled(true).process(HonestKeyTest.this::work);
                from("direct:outer")
                        .routeId("outer")
                        .idempotentConsumer(simple("${exchangeProperty.idempotencyKey}"), ledger)
                        .process(HonestKeyTest.this::work)
                        .enrich("direct:inner", (before, after) -> after)
                        .process(HonestKeyTest.this::work)
                        .setBody(constant("fail"))
                        .enrich("direct:inner-2");
                for (String inner : List.of("inner", "inner-2")) {
                    from("direct:" + inner)
                            .routeId(inner)
                            // Claims of one key in two routes are two.
                            .errorHandler(noErrorHandler())
                            .idempotentConsumer(simple("${exchangeProperty.idempotencyKey}"), ledger)
                            .process(HonestKeyTest.this::work)
                            .filter(body().isEqualTo("fail"))
                            .throwException(new IllegalStateException("broken"));
                }
            }
        });

        Exchange done = deliver("direct:outer", "a;01", "go on");

        assertThat(done.getException()).isNull();
        assertThat(worked).containsExactly("outer#a 01", "inner#a 01", "outer#a 01", "inner-2#a 01", "outer#a 01");
        assertThat(store.read("outer#a").orElseThrow().state()).isEqualTo(LedgerItem.State.RELEASED);
        assertThat(store.read("inner#a").orElseThrow().state()).isEqualTo(LedgerItem.State.DONE);
        assertThat(store.read("inner-2#a").orElseThrow().state()).isEqualTo(LedgerItem.State.RELEASED);
        assertThat(done.getProperty(LedgerProperties.OUTCOME)).isNull();
    }

    @Test
    void shouldEndEachClaim_whenNestedBlocksOfOneExchangeHaveOneKey() throws Exception {
        IdempotentRepository ledger = ledger();
        start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:outer")
                        .routeId("outer")
                        .idempotentConsumer(simple("${exchangeProperty.idempotencyKey}"), ledger)
                        .to("direct:inner");
                from("direct:inner")
                        .routeId("inner")
                        .idempotentConsumer(simple("${exchangeProperty.idempotencyKey}"), ledger)
                        .process(HonestKeyTest.this::work);
            }
        });
        // The inner work was done in another context before.
        deliver("direct:inner", "b;01");

        deliver("direct:outer", "a;01");
        Exchange done = deliver("direct:outer", "b;01");

        assertThat(worked).containsExactly("inner#b 01", "inner#a 01");
        assertThat(List.of("outer#a", "inner#a", "outer#b", "inner#b"))
                .allSatisfy(
                        id -> assertThat(store.read(id).orElseThrow().state()).isEqualTo(LedgerItem.State.DONE));
        assertThat(done.getProperty(LedgerProperties.OUTCOME)).isNull();
    }
}
