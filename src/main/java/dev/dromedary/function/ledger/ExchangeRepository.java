package dev.dromedary.function.ledger;

import org.apache.camel.Exchange;
import org.apache.camel.spi.IdempotentRepository;

/** An idempotent repository whose entries belong to exchanges: all of Camel's interface that such a one can't offer. */
abstract sealed class ExchangeRepository implements IdempotentRepository permits DynamoDbLedger {

    /** Not supported: {@code idempotentConsumer} asks this only with {@code eager: false}, which would claim nothing. */
    @Override
    public final boolean contains(Exchange exchange, String key) {
        throw new UnsupportedOperationException(
                "The ledger claims before the work: use idempotentConsumer with eager: true.");
    }

    /** Not supported: a claim belongs to an exchange. */
    @Override
    public final boolean add(String key) {
        throw needsExchange();
    }

    /** Not supported: a claim belongs to an exchange. */
    @Override
    public final boolean contains(String key) {
        throw needsExchange();
    }

    /** Not supported: a claim belongs to an exchange. */
    @Override
    public final boolean remove(String key) {
        throw needsExchange();
    }

    /** Not supported: a claim belongs to an exchange. */
    @Override
    public final boolean confirm(String key) {
        throw needsExchange();
    }

    /** Not supported: the ledger is what keeps effects single. */
    @Override
    public final void clear() {
        throw new UnsupportedOperationException("The ledger is never cleared by a route.");
    }

    private static UnsupportedOperationException needsExchange() {
        return new UnsupportedOperationException("The ledger needs the exchange: a claim belongs to one.");
    }

    /** Does nothing: threads start with a claim. */
    @Override
    public final void start() {}

    /** Does nothing: claims end with their exchanges. */
    @Override
    public final void stop() {}
}
