package dev.dromedary.function.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One invocation of a function. Routes find it as the exchange property {@value #PROPERTY}.
 *
 * @param requestId Lambda's request id; may repeat, as Lambda may deliver one asynchronous event twice under one id
 * @param deadline when work has to stop, so that uploads are aborted and the lease is released before Lambda kills
 *     the function
 * @param end when Lambda kills the function
 */
public record Invocation(String requestId, Instant deadline, Instant end) {

    /** The exchange property that holds the invocation. */
    public static final String PROPERTY = "invocation";

    static Invocation starting(String requestId, Duration given, DeadlineMargin margin) {
        Instant end = Instant.now().plus(given);
        return new Invocation(requestId, end.minus(margin.of(given)), end);
    }

    /** An invocation that starts now and stops 5 s before its end, or 5 % of the time if that is less. */
    public static Invocation starting(String requestId, Duration given) {
        return starting(requestId, given, DeadlineMargin.parse("5s,5%"));
    }

    /**
     * Whole seconds until the deadline, at least 0, for routes: {@code ${exchangeProperty.invocation.secondsLeft} >
     * 10}.
     */
    public long getSecondsLeft() {
        return Math.max(0, Duration.between(Instant.now(), deadline).toSeconds());
    }

    /** How long before the end of an invocation its work has to stop: the shortest limit counts. */
    record DeadlineMargin(List<Limit> limits) {

        /** The least that aborting two uploads and releasing a lease takes. */
        private static final Duration SHORTEST = Duration.ofMillis(500);

        /** Either seconds or per cent of the time given. */
        record Limit(double amount, boolean percent) {

            Duration of(Duration given) {
                return Duration.ofMillis(Math.round(percent ? given.toMillis() * amount / 100 : amount * 1000));
            }
        }

        /**
         * Reads the property {@code dromedary.deadline.margin}: {@code 5s}, {@code 5%}, or several separated by commas.
         *
         * @throws IllegalArgumentException if the text is none of these
         */
        static DeadlineMargin parse(String text) {
            List<Limit> limits = new ArrayList<>();
            for (String part : text.split(",")) {
                String limit = part.strip();
                if (!limit.matches("[0-9]+(\\.[0-9]+)?[s%]")) {
                    throw new IllegalArgumentException("dromedary.deadline.margin is \"" + text
                            + "\"; it is seconds (5s) or a share of the timeout (5%), or both separated by a comma");
                }
                limits.add(new Limit(Double.parseDouble(limit.substring(0, limit.length() - 1)), limit.endsWith("%")));
            }
            return new DeadlineMargin(List.copyOf(limits));
        }

        Duration of(Duration given) {
            Duration shortest = limits.stream()
                    .map(limit -> limit.of(given))
                    .min(Duration::compareTo)
                    .orElseThrow();
            return shortest.compareTo(SHORTEST) < 0 ? SHORTEST : shortest;
        }
    }
}
