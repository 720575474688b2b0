package dev.dromedary.ledger;

import java.time.Duration;

/** Passes time, so that tests need not. */
@FunctionalInterface
interface Waiter {

    /** Returns after this time. */
    void pause(Duration time) throws InterruptedException;
}
