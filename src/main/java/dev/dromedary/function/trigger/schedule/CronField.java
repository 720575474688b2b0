package dev.dromedary.function.trigger.schedule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of AWS's cron expressions, in their order. A field is a list of values, ranges and steps; the fields for
 * days also know {@code ?} and their own wildcards, which can't be part of a list.
 *
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based">Cron-based
 *     schedules</a>
 */
enum CronField {
    MINUTES("minutes", 0, 59, List.of(), Pattern.compile("")),
    HOURS("hours", 0, 23, List.of(), Pattern.compile("")),
    /** The last day, the last weekday, the weekday nearest to a day. */
    DAY_OF_MONTH("day-of-month", 1, 31, List.of(), Pattern.compile("\\?|L|LW|(?<value>\\w+)W")),
    MONTH(
            "month",
            1,
            12,
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
            Pattern.compile("")),
    /** The last day of the week, the last Friday of the month (6L), the second Friday (6#2). */
    DAY_OF_WEEK(
            "day-of-week",
            1,
            7,
            List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),
            Pattern.compile("\\?|L|(?<value>\\w+)(L|#[1-5])")),
    YEAR("year", 1970, 2199, List.of(), Pattern.compile(""));

    private static final Pattern ELEMENT =
            Pattern.compile("(?:\\*|(?<first>\\w+)(?:-(?<last>\\w+))?)(?:/(?<step>\\w+))?");

    private final String label;
    private final int least;
    private final int most;
    private final List<String> names;
    private final Pattern alone;

    CronField(String label, int least, int most, List<String> names, Pattern alone) {
        this.label = label;
        this.least = least;
        this.most = most;
        this.names = names;
        this.alone = alone;
    }

    /** What is wrong with a field's text, in half a sentence, or empty. */
    Optional<String> problem(String text) {
        Matcher special = alone.matcher(text);
        if (special.matches()) {
            boolean hasValue = text.length() > 1 && !text.equals("LW");
            return hasValue && number(special.group("value")) < 0 ? Optional.of(wrong(text)) : Optional.empty();
        }
        for (String element : text.split(",", -1)) {
            Matcher matcher = ELEMENT.matcher(element);
            if (!matcher.matches() || !isRange(matcher.group("first"), matcher.group("last"))) {
                return Optional.of(wrong(text));
            }
            String step = matcher.group("step");
            if (step != null && (this == DAY_OF_WEEK || !isStep(step))) {
                return Optional.of(wrong(text));
            }
        }
        return Optional.empty();
    }

    private boolean isRange(String first, String last) {
        if (first == null) {
            return true;
        }
        return number(first) >= 0 && (last == null || number(last) >= number(first));
    }

    private boolean isStep(String step) {
        return step.matches("0*[1-9]\\d{0,3}") && Integer.parseInt(step) <= most;
    }

    /** The value of a number or name, or -1. */
    private int number(String text) {
        int named = names.indexOf(text);
        if (named >= 0) {
            return named + 1;
        }
        int number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
        return number >= least && number <= most ? number : -1;
    }

    private String wrong(String text) {
        String values = least + "-" + most + (names.isEmpty() ? "" : " or " + names.get(0) + "-" + names.get(most - 1));
        String wildcards =
                switch (this) {
                    case DAY_OF_MONTH -> ", - * / ? L W";
                    case DAY_OF_WEEK -> ", - * ? L #";
                    default -> ", - * /";
                };
        return label + " is " + text + " and has to be made of " + values + " and " + wildcards
                + (text.matches("\\w+-\\w+") ? ", and a range has to go upwards" : "");
    }
}
