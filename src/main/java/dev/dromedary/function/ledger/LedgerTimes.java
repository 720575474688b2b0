package dev.dromedary.function.ledger;

import java.time.Duration;

/**
 * The ledger's times.
 *
 * @param lease how long a claim stands without renewal
 * @param renewal how often a held claim is renewed
 * @param skew by how much the clocks of two workers may differ
 * @param look how often a waiting run looks again, on average
 * @param keep how long an item is kept after its last write
 */
record LedgerTimes(Duration lease, Duration renewal, Duration skew, Duration look, Duration keep) {

    /** The times of production: 45 s, 15 s, 10 s, 1 s. */
    static LedgerTimes keeping(Duration keep) {
        return new LedgerTimes(
                Duration.ofSeconds(45), Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(1), keep);
    }

    ClaimRules rules() {
        return new ClaimRules(lease, skew, keep);
    }
}
