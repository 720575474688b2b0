package dev.dromedary.function.ledger;

import java.time.Duration;

/** Passes time, so that tests need not. */
@FunctionalInterface
public interface Waiter {

    /** Returns after some time, unless the thread is interrupted meanwhile. */
    void pause(Duration time) throws InterruptedException;
}
