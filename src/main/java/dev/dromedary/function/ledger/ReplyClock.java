package dev.dromedary.function.ledger;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The time as the service tells it whose table is shared: each of its replies has a {@code Date}, in whole seconds. Runs on machines
 * whose clocks differ so agree on when a lease has ended. Where a reply tells no time, and where this machine's own clock differs
 * by less than {@link #TOLERANCE}, the own clock counts.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1">Date</a>
 */
final class ReplyClock extends Clock {

    /** What whole seconds and the way of a reply may come to; much less than the skew that the ledger allows. */
    static final Duration TOLERANCE = Duration.ofSeconds(3);

    /** A {@code Date} without its fraction lies in the past by half a second, on average. */
    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final InstantSource own;
    private volatile Duration ahead = Duration.ZERO;

    /**
     * A clock that has heard nothing yet.
     *
     * @param own this machine's own
     */
    ReplyClock(InstantSource own) {
        this.own = own;
    }

    /** Takes the time of a reply that has just come; null, or one without a time, changes nothing. */
    void hear(SdkHttpResponse reply) {
        if (reply != null) {
            reply.firstMatchingHeader("Date").ifPresent(this::hear);
        }
    }

    private void hear(String date) {
        Instant told;
        try {
            told = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            // No time that could be used.
            return;
        }
        Duration difference = Duration.between(own.instant(), told.plus(HALF_A_SECOND));
        ahead = difference.abs().compareTo(TOLERANCE) < 0 ? Duration.ZERO : difference;
    }

    @Override
    public Instant instant() {
        return own.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Only instants are asked for");
    }
}
