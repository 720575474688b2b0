package dev.dromedary.function.trigger.schedule;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a schedule is due, in the words of EventBridge Scheduler: {@code cron(0 7 * * ? *)}, {@code rate(1 day)} or
 * {@code at(2026-11-20T13:00:00)}. Only what AWS documents is accepted, so that what loads can also be deployed.
 *
 * @param text the expression as AWS takes it
 * @see <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html">Schedule types</a>
 */
record ScheduleExpression(String text) {

    private static final Pattern FORM = Pattern.compile("(cron|rate|at)\\((.*)\\)");
    // Scheduler takes one and several in both forms, unlike the rules of EventBridge:
    // https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
    private static final Pattern RATE = Pattern.compile("(\\S+)\\s+(\\S+)");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}");

    /**
     * Reads what stands in the route.
     *
     * @throws IllegalArgumentException if AWS would not take it; one sentence that says what is wrong and what is right
     */
    static ScheduleExpression parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw wrong(
                    text,
                    "it has to be cron(minutes hours day-of-month month day-of-week year), rate(value unit) or"
                            + " at(yyyy-mm-ddThh:mm:ss)");
        }
        String inner = form.group(2).strip();
        switch (form.group(1)) {
            case "cron" -> cron(text, inner);
            case "rate" -> rate(text, inner);
            default -> at(text, inner);
        }
        return new ScheduleExpression(text);
    }

    private static void cron(String text, String inner) {
        String[] fields = inner.split("\\s+");
        if (inner.isEmpty() || fields.length != CronField.values().length) {
            throw wrong(
                    text,
                    "cron has six fields (minutes hours day-of-month month day-of-week year), not "
                            + (inner.isEmpty() ? 0 : fields.length));
        }
        for (CronField field : CronField.values()) {
            field.problem(fields[field.ordinal()]).ifPresent(problem -> {
                throw wrong(text, problem);
            });
        }
        boolean anyDayOfMonth = fields[CronField.DAY_OF_MONTH.ordinal()].equals("?");
        boolean anyDayOfWeek = fields[CronField.DAY_OF_WEEK.ordinal()].equals("?");
        if (anyDayOfMonth == anyDayOfWeek) {
            throw wrong(
                    text,
                    "exactly one of day-of-month and day-of-week has to be ?, and "
                            + (anyDayOfMonth ? "both are" : "neither is"));
        }
    }

    private static void rate(String text, String inner) {
        Matcher rate = RATE.matcher(inner);
        if (!rate.matches()) {
            throw wrong(text, "rate has a value and a unit, such as rate(1 day)");
        }
        if (!rate.group(1).matches("0*[1-9]\\d{0,8}")) {
            throw wrong(text, "the value " + rate.group(1) + " has to be a whole number above 0");
        }
        if (!rate.group(2).matches("(minute|hour|day)s?")) {
            throw wrong(text, "the unit " + rate.group(2) + " has to be minutes, hours or days");
        }
    }

    private static void at(String text, String inner) {
        try {
            if (TIME.matcher(inner).matches()) {
                LocalDateTime.parse(inner);
                return;
            }
        } catch (DateTimeException e) {
            throw wrong(text, "there is no such time as " + inner);
        }
        throw wrong(
                text,
                "at has a time such as at(2026-11-20T13:00:00), without an offset, as the option timeZone says it");
    }

    private static IllegalArgumentException wrong(String text, String problem) {
        return new IllegalArgumentException("The option expression of lambda-schedule is \"" + text + "\"; " + problem);
    }
}
