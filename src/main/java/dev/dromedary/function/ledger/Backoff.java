package dev.dromedary.function.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * The pauses of a loop that repeats a call, partly drawn at random so that those who wait for the same thing don't come back together.
 * None ends after the deadline or belongs to a run that has lost its claim.
 */
public final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration WITHOUT_DEADLINE = Duration.ofMinutes(5);

    private final BackoffStrategy delays;
    private final boolean lastLook;
    private final Instant deadline;
    private final InstantSource clock;
    private final Waiter waiter;
    private int pauses;

    private Backoff(BackoffStrategy delays, boolean lastLook, Instant deadline, InstantSource clock, Waiter waiter) {
        this.delays = delays;
        this.lastLook = lastLook;
        this.deadline = deadline;
        this.clock = clock;
        this.waiter = waiter;
    }

    /**
     * Ever longer pauses, for a service that is busy.
     *
     * @param deadline when to give up
     * @param clock this machine's clock
     * @param waiter passes the time
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>, which
     *     asks for exponential back-off before unprocessed keys are asked for again
     */
    public Backoff(Instant deadline, InstantSource clock, Waiter waiter) {
        this(BackoffStrategy.exponentialDelayHalfJitter(FIRST, LONGEST), false, deadline, clock, waiter);
    }

    /**
     * Ever longer pauses, in real time.
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
     * Pauses of half to one and a half of an interval, for what another is at work on. The last one ends at the deadline.
     *
     * @param interval how often to look again, on average
     * @param who tells those who wait apart
     * @param deadline when to give up
     * @param clock this machine's clock
     * @param waiter passes the time
     */
    public static Backoff looking(Duration interval, String who, Instant deadline, InstantSource clock, Waiter waiter) {
        long millis = interval.toMillis();
        BackoffStrategy delays = pause -> Duration.ofMillis(
                millis / 2 + Math.floorMod(clock.instant().toEpochMilli() ^ who.hashCode(), millis + 1));
        return new Backoff(delays, true, deadline, clock, waiter);
    }

    /**
     * Lets some time pass.
     *
     * @return false, at once, if there is no time left for it or the thread is interrupted
     * @throws ClaimLostException if this thread works under a claim that is lost
     */
    public boolean pause() {
        HeldClaims.require();
        pauses++;
        Instant now = clock.instant();
        // The delay before the first attempt is none.
        Duration delay = delays.computeDelay(pauses + 1);
        if (now.plus(delay).isAfter(deadline)) {
            if (!lastLook || !now.isBefore(deadline)) {
                return false;
            }
            delay = Duration.between(now, deadline);
        }
        try {
            waiter.pause(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
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
