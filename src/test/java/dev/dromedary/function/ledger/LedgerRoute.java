package dev.dromedary.function.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultExchange;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A real Camel context with one route over a ledger in DynamoDB Local, whose time and renewals are moved by hand. */
final class LedgerRoute implements AutoCloseable {

    /** What the route throws for what it handles. */
    static final class HandledException extends RuntimeException {}

    static final LedgerTimes TIMES = LedgerTimes.keeping(Duration.ofDays(90));

    final MovableClock clock = new MovableClock();
    final FaultyClient client;
    final LedgerTable table;
    final List<Runnable> renewals = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    Processor work = exchange -> {};
    Runnable whileWaiting = () -> {};
    int redeliveries;
    private final DefaultCamelContext context = new DefaultCamelContext();

    LedgerRoute(DynamoDbClient local) {
        String name = DynamoDbLocal.createTable(local, "ledger-" + UUID.randomUUID());
        client = new FaultyClient(local);
        table = new LedgerTable(client, name);
        try {
            context.disableJMX();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    errorHandler(defaultErrorHandler().logExhausted(false));
                    onException(HandledException.class).handled(true);
                    onException(SdkClientException.class)
                            .onWhen(exchange -> redeliveries > 0)
                            .maximumRedeliveries(1)
                            .redeliveryDelay(0);
                    from("direct:in")
                            .routeId("health-ingest")
                            .idempotentConsumer(exchangeProperty("idempotencyKey"))
                            .idempotentRepository(
                                    new DynamoDbLedger(table, TIMES, clock, LedgerRoute.this::pause, (period, task) -> {
                                        renewals.add(task);
                                        return () -> renewals.remove(task);
                                    }))
                            .process(exchange -> work.process(exchange));
                }
            });
            context.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void pause(Duration time) {
        pauses.add(time);
        clock.advance(time);
        whileWaiting.run();
    }

    /** Delivers an event as a producer template does, and returns the exchange as it ended. */
    Exchange deliver(String thing, String sequencer) {
        return deliver(thing, sequencer, Map.of());
    }

    Exchange deliver(String thing, String sequencer, Map<String, Object> properties) {
        return context.createProducerTemplate()
                .send("direct:in", exchange -> fill(exchange, thing, sequencer, properties));
    }

    /** Delivers an event as a consumer does that makes the unit of work itself. */
    Exchange deliverFromConsumer(String thing, String sequencer) {
        DefaultConsumer consumer =
                (DefaultConsumer) context.getRoute("health-ingest").getConsumer();
        Exchange exchange = consumer.createExchange(false);
        fill(exchange, thing, sequencer, Map.of());
        try {
            consumer.createUoW(exchange);
            consumer.getProcessor().process(exchange);
            consumer.doneUoW(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        return exchange;
    }

    /** Delivers an event straight to the route's processor, which then makes the unit of work. */
    Exchange deliverToProcessor(String thing, String sequencer) {
        DefaultConsumer consumer =
                (DefaultConsumer) context.getRoute("health-ingest").getConsumer();
        Exchange exchange = new DefaultExchange(context, ExchangePattern.InOnly);
        fill(exchange, thing, sequencer, Map.of());
        try {
            consumer.getProcessor().process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        }
        return exchange;
    }

    private static void fill(Exchange exchange, String thing, String sequencer, Map<String, Object> properties) {
        exchange.setProperty("correlationId", thing + '@' + sequencer);
        exchange.setProperty(LedgerProperties.IDEMPOTENCY_KEY, LedgerKey.text(thing, sequencer));
        exchange.setProperty(LedgerProperties.SEQUENCER, sequencer);
        properties.forEach(exchange::setProperty);
    }

    LedgerItem item(String thing) {
        return table.read("health-ingest#" + thing).orElseThrow();
    }

    /** Lets time pass, renewing all held claims as often as they should be. */
    void passWithRenewals(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.advance(TIMES.renewal());
            renew();
        }
    }

    void renew() {
        List.copyOf(renewals).forEach(Runnable::run);
    }

    /** Takes over a thing as another attempt would after the claim has lapsed. */
    ClaimDecision takeOver(String thing, String sequencer) {
        return new Claimant(table, TIMES, clock, time -> {})
                .claim(new ClaimRequest("health-ingest", thing, Sequencer.of(sequencer), "other"), Instant.MIN);
    }

    static Claim claim(Exchange exchange) {
        return exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
    }

    @Override
    public void close() {
        context.stop();
    }
}
