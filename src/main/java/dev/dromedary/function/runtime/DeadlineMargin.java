package dev.dromedary.function.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
