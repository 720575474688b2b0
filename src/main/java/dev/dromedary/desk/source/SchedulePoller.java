package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.LambdaEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the route at its times, one run at a time. Of times that have passed meanwhile, only the last counts. */
final class SchedulePoller implements Poller {

    private static final Logger LOG = LoggerFactory.getLogger(SchedulePoller.class);

    /** No account has the schedule, so its region tells nothing. */
    private static final String REGION = "us-east-1";

    private final LambdaConsumer consumer;
    private final LambdaEndpoint endpoint;
    private final Clock clock;
    private final ScheduledTimes times;
    private final Retries retries;
    private Instant next;

    SchedulePoller(LambdaConsumer consumer, Feed.Times schedule, Clock clock) {
        this.consumer = consumer;
        this.endpoint = consumer.getEndpoint();
        this.clock = clock;
        this.times = ScheduledTimes.of(schedule.expression(), ZoneId.of(schedule.timeZone()), clock.instant());
        this.retries = new Retries(schedule.retries());
        // This second counts, too: a rate begins with it.
        this.next = times.next(clock.instant().truncatedTo(ChronoUnit.SECONDS).minusMillis(1))
                .orElse(null);
    }

    @Override
    public boolean run(BooleanSupplier ending) {
        Instant now = clock.instant();
        if (next == null || now.isBefore(next) || ending.getAsBoolean()) {
            return false;
        }
        Instant following = times.next(next).orElse(null);
        while (following != null && !now.isBefore(following)) {
            next = following;
            following = times.next(next).orElse(null);
        }
        if (!retries.due(next.toString(), now)) {
            return false;
        }
        if (handled(next, now)) {
            next = following;
        }
        return true;
    }

    private boolean handled(Instant time, Instant now) {
        try {
            consumer.invoke(
                    ScheduledEvent.of(UUID.randomUUID().toString(), consumer.getRouteId(), REGION, time),
                    Invocation.starting(UUID.randomUUID().toString(), Duration.ofSeconds(endpoint.getTimeout())));
        } catch (InvocationFailedException e) {
            if (!retries.failed(time.toString(), now)) {
                return false;
            }
            LOG.error("{}: given up for {}", consumer.getRouteId(), time);
        }
        retries.succeeded(time.toString());
        return true;
    }
}
