package dev.dromedary.function.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.camel.spi.IdempotentRepository;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The ledger with a clock that a test drives: who waits lets time pass, and claims are renewed as it passes. */
public final class HandDrivenLedger {

    private HandDrivenLedger() {}

    /**
     * A ledger.
     *
     * @param client reaches DynamoDB
     * @param table name of the table
     * @param clock tells its time
     * @param passing lets time pass
     * @param renewals what to do again and again while time passes
     */
    public static IdempotentRepository of(
            DynamoDbClient client, String table, Clock clock, Consumer<Duration> passing, Renewals renewals) {
        // As in a function: the machine's clock is judged by DynamoDB's.
        ReplyClock heard = new ReplyClock(clock);
        return new DynamoDbLedger(
                new LedgerTable(client, table, heard),
                LedgerTimes.keeping(Duration.ofDays(90)),
                heard,
                passing::accept,
                (period, task) -> {
                    Runnable stop = renewals.start(task);
                    return stop::run;
                });
    }

    /** What is done as time passes. */
    @FunctionalInterface
    public interface Renewals {

        /**
         * Begins to renew a claim.
         *
         * @return ends it
         */
        Runnable start(Runnable task);
    }
}
