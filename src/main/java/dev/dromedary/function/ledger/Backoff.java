package dev.dromedary.function.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The pauses of a loop that repeats a call: ever longer, half of each drawn at random so that those who wait for the same thing
 * don't come back together, and none that would end after the deadline or belong to a run that has lost its claim.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>, which asks
 *     for exponential back-off before unprocessed keys are asked for again
 */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration WITHOUT_DEADLINE = Duration.ofMinutes(5);

    private final BackoffStrategy delays = BackoffStrategy.exponentialDelayHalfJitter(FIRST, LONGEST);
    private final Instant deadline;
    private final InstantSource clock;
    private final Waiter waiter;
    private int pauses;

    /**
     * Pauses of a loop.
     *
     * @param deadline when to give up
     * @param clock this machine's clock
     * @param waiter passes the time
     */
    public Backoff(Instant deadline, InstantSource clock, Waiter waiter) {
        this.deadline = deadline;
        this.clock = clock;
        this.waiter = waiter;
    }

    /**
     * Pauses of a loop, in real time.
     *
     * @param deadline when to give up, or null for five minutes from now
     */
    public static Backoff until(Instant deadline) {
        return new Backoff(
                deadline == null ? Instant.now().plus(WITHOUT_DEADLINE) : deadline,
                InstantSource.system(),
                time -> Thread.sleep(time.toMillis()));
    }

    /**
     * Lets some time pass, more than the last time.
     *
     * @return false, at once, if there is no time left for it
     * @throws ClaimLostException if this thread works under a claim that is lost
     * @throws IllegalStateException if the thread is interrupted
     */
    public boolean pause() {
        HeldClaims.require();
        pauses++;
        // The delay before the first attempt is none.
        Duration delay = delays.computeDelay(pauses + 1);
        if (clock.instant().plus(delay).isAfter(deadline)) {
            return false;
        }
        try {
            waiter.pause(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a service that is busy", e);
        }
        HeldClaims.require();
        return true;
    }

    /** How often there was a pause, or should have been, since the last progress. */
    public int pauses() {
        return pauses;
    }

    /** The call has brought something; the next pause is a short one again. */
    public void progress() {
        pauses = 0;
    }
}
