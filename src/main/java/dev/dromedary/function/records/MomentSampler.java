package dev.dromedary.function.records;

import dev.dromedary.function.records.Field.Constraints;
import dev.dromedary.function.records.expression.Cell;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;

/** Makes up dates and times: from the example on, in ascending order over a week. */
final class MomentSampler extends ValueSampler {

    private static final long SECONDS_A_DAY = 86_400;
    private static final long DAYS = 7;
    /** 2026-01-01, where neither an example nor a bound says where to start. */
    private static final long DEFAULT_START = 20_454 * SECONDS_A_DAY;

    private final FieldType type;
    /** One for each format. */
    private final List<String> patterns;

    private final long start;
    private final long rows;

    MomentSampler(Field field, Encoding encoding, long rows) {
        this.type = field.type();
        this.rows = Math.max(rows, 1);
        this.patterns =
                field.formats().stream().map(format -> pattern(field, format)).toList();
        this.start = start(field, encoding);
    }

    private static String pattern(Field field, String format) {
        boolean custom = !format.equals("default") && !format.equals("any");
        if (custom) {
            return format;
        }
        return switch (field.type()) {
            case DATE -> "%Y-%m-%d";
            case TIME -> "%H:%M:%S";
            case YEAR -> "%Y";
            case YEARMONTH -> "%Y-%m";
            default ->
                field.example().isEmpty() || isZoned(field.example()) ? "%Y-%m-%dT%H:%M:%SZ" : "%Y-%m-%dT%H:%M:%S";
        };
    }

    private static boolean isZoned(String example) {
        return example.endsWith("Z") || example.indexOf('+') >= 0 || example.lastIndexOf('-') > 7;
    }

    private static long start(Field field, Encoding encoding) {
        Constraints constraints = field.constraints();
        String[] candidates = {field.example(), constraints.minimum(), constraints.maximum()};
        for (String candidate : candidates) {
            Cell cell = new Cell();
            if (candidate != null && ValueParser.of(field, encoding).parse(candidate, cell)) {
                long number = cell.number().setScale(0, RoundingMode.FLOOR).longValue();
                return switch (field.type()) {
                    case YEAR -> LocalDateTime.of((int) number, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);
                    case DATE, YEARMONTH -> number * SECONDS_A_DAY;
                    default -> number;
                };
            }
        }
        return DEFAULT_START;
    }

    @Override
    String valid(long number, SplittableRandom random) {
        long passed = (long) ((double) number / rows * DAYS * SECONDS_A_DAY);
        long seconds =
                switch (type) {
                    case YEAR, YEARMONTH -> start;
                    case TIME -> start + random.nextLong(3600);
                    default -> start + passed;
                };
        // Each of several formats in turn.
        String pattern = patterns.get((int) (number % patterns.size()));
        return text(pattern, LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC));
    }

    @Override
    String invalid(SplittableRandom random) {
        LocalDateTime moment = LocalDateTime.ofEpochSecond(start, 0, ZoneOffset.UTC);
        return switch (random.nextInt(4)) {
            case 0 -> "unknown";
            case 1 -> text(patterns.get(0), moment).replace('-', '/').replace(':', '.');
            case 2 -> text(patterns.get(0), moment).replaceFirst("-[0-9]{2}", "-13");
            default -> text(patterns.get(0), moment.plusYears(5000)) + "?";
        };
    }

    private static String text(String pattern, LocalDateTime moment) {
        if (pattern.equals(Field.UNIX)) {
            return Long.toString(moment.toEpochSecond(ZoneOffset.UTC));
        }
        if (pattern.equals(Field.UNIX_MILLISECONDS)) {
            return Long.toString(moment.toEpochSecond(ZoneOffset.UTC) * 1000);
        }
        StringBuilder text = new StringBuilder(20);
        for (int i = 0; i < pattern.length(); i++) {
            char directive = pattern.charAt(i);
            if (directive != '%') {
                text.append(directive);
                continue;
            }
            i++;
            switch (pattern.charAt(i)) {
                case 'Y' -> append(text, moment.getYear(), 4);
                case 'm' -> append(text, moment.getMonthValue(), 2);
                case 'd' -> append(text, moment.getDayOfMonth(), 2);
                case 'H' -> append(text, moment.getHour(), 2);
                case 'M' -> append(text, moment.getMinute(), 2);
                case 'S' -> append(text, moment.getSecond(), 2);
                case 'f' -> text.append("000");
                case 'z' -> text.append('Z');
                default -> text.append('%');
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int number, int width) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            text.append('0');
        }
        text.append(digits);
    }
}
