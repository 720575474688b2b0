package dev.dromedary.plan;

import dev.dromedary.function.ledger.DynamoDbLedger;

/** The ledger's table, for an {@code idempotentConsumer} with {@code #ledger}. */
final class LedgerPermissions {

    /** The property that names the table. */
    static final String TABLE = "dromedary.ledger.table";

    private LedgerPermissions() {}

    static void add(Step step, Needs needs) {
        if (step.attribute("idempotentRepository").equals("#ledger")) {
            needs.named(step, "{{" + TABLE + "}}", ResourceKind.TABLE)
                    .ifPresent(table -> needs.allow("KeepLedger", table.arn(), DynamoDbLedger.ACTIONS));
        }
    }
}
