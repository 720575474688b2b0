package dev.dromedary.plan.cost;

import java.util.Arrays;
import java.util.Locale;

/**
 * How often a schedule is due, on average.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule types</a>
 */
final class ScheduledRuns {

    /** As AWS reckons: 8,760 hours a year. */
    static final double HOURS_A_MONTH = 730;

    private static final double DAYS = HOURS_A_MONTH / 24;

    private ScheduledRuns() {}

    /** Times a month of {@code rate(…)} or {@code cron(…)}; once for {@code at(…)}. */
    static double inAMonth(String expression) {
        String[] fields =
                expression.replaceFirst("^\\w+\\((.*)\\)$", "$1").strip().split("\\s+");
        if (expression.startsWith("rate")) {
            double hours = fields[1].startsWith("minute") ? 1.0 / 60 : fields[1].startsWith("hour") ? 1 : 24;
            return HOURS_A_MONTH / (Double.parseDouble(fields[0]) * hours);
        }
        if (!expression.startsWith("cron")) {
            return 1;
        }
        double days = fields[2].equals("?") ? DAYS * values(fields[4], 1, 7) / 7 : DAYS * values(fields[2], 1, 31) / 31;
        // The last Friday, or a day of the month, is one; one of a list is one, too.
        boolean single = fields[2].matches(".*[LW].*") || fields[4].matches(".*([#]|L).*");
        return values(fields[0], 0, 59)
                * values(fields[1], 0, 23)
                * (single ? 1 : days)
                * values(fields[3], 1, 12)
                / 12;
    }

    /** How many values a field names. */
    private static double values(String field, int first, int last) {
        return Arrays.stream(field.split(","))
                .mapToDouble(part -> part(part, first, last))
                .sum();
    }

    private static double part(String part, int first, int last) {
        String[] stepped = part.split("/");
        String[] ends = stepped[0].split("-");
        double span = stepped[0].equals("*") || stepped[0].equals("?")
                ? last - first + 1
                : ends.length == 2
                        ? (place(ends[1], first) - place(ends[0], first) + last - first + 1) % (last - first + 1) + 1
                        : stepped.length == 2 ? last - place(ends[0], first) + 1 : 1;
        return stepped.length == 2 ? Math.ceil(span / Double.parseDouble(stepped[1])) : span;
    }

    /** The place of a name of a day or month, or a number. */
    private static double place(String text, int first) {
        if (text.matches("\\d+")) {
            return Double.parseDouble(text);
        }
        String names = first == 1 && "SUNMONTUEWEDTHUFRISAT".contains(text.toUpperCase(Locale.ROOT))
                ? "SUNMONTUEWEDTHUFRISAT"
                : "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";
        return names.indexOf(text.toUpperCase(Locale.ROOT)) / 3.0 + 1;
    }
}
