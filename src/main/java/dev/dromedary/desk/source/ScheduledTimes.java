package dev.dromedary.desk.source;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** When an expression of EventBridge Scheduler is due; whole seconds. */
@FunctionalInterface
interface ScheduledTimes {

    /** The first time after another one, if there is any. */
    Optional<Instant> next(Instant after);

    /**
     * Reads an expression that the endpoint has found right.
     *
     * @param zone of cron and at
     * @param start rates count from then on; the first time is then
     * @throws IllegalArgumentException with one sentence, if its times can't be told here
     * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule types</a>
     */
    static ScheduledTimes of(String expression, ZoneId zone, Instant start) {
        String inner = expression
                .substring(expression.indexOf('(') + 1, expression.length() - 1)
                .strip();
        if (expression.startsWith("at(")) {
            return at(LocalDateTime.parse(inner).atZone(zone).toInstant());
        }
        return expression.startsWith("rate(") ? rate(inner, start.truncatedTo(ChronoUnit.SECONDS)) : cron(inner, zone);
    }

    private static ScheduledTimes at(Instant time) {
        return after -> after.isBefore(time) ? Optional.of(time) : Optional.empty();
    }

    private static ScheduledTimes rate(String inner, Instant first) {
        String[] words = inner.split("\\s+");
        long value = Long.parseLong(words[0]);
        Duration every =
                switch (words[1].charAt(0)) {
                    case 'm' -> Duration.ofMinutes(value);
                    case 'h' -> Duration.ofHours(value);
                    default -> Duration.ofDays(value);
                };
        return after -> Optional.of(
                after.isBefore(first)
                        ? first
                        : first.plus(every.multipliedBy(
                                Duration.between(first, after).dividedBy(every) + 1)));
    }

    private static ScheduledTimes cron(String inner, ZoneId zone) {
        try {
            // The same fields in the same words, but for the seconds.
            CronExpression cron = new CronExpression("0 " + inner);
            cron.setTimeZone(TimeZone.getTimeZone(zone));
            return after -> Optional.ofNullable(cron.getNextValidTimeAfter(Date.from(after)))
                    .map(Date::toInstant);
        } catch (ParseException e) {
            throw new IllegalArgumentException(
                    "The times of cron(" + inner + ") can't be told here: " + e.getMessage(), e);
        }
    }
}
