package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares verdicts with slow ones that use BigDecimal, java.time and regular expressions. */
class BatchValidatorPropertiesTest {

    private static final Pattern NUMBER =
            Pattern.compile("[ \t]*([+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?)[ \t]*");
    private static final Pattern DATE_TIME = Pattern.compile(
            "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2})(:([0-9]{2})(\\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?");

    private final BatchValidator numbers = validator(Map.of(
            "name",
            "a",
            "type",
            "number",
            "constraints",
            Map.of("required", true, "minimum", -50.5, "exclusiveMaximum", "1e3", "multipleOf", 0.5)));
    private final BatchValidator moments =
            validator(Map.of("name", "a", "type", "datetime", "constraints", Map.of("required", true)));

    private static BatchValidator validator(Map<String, ?> field) {
        TableSchema schema = TableSchema.of("test", Map.of("fields", List.of(field)));
        return new BatchValidator(schema, CsvFiles.reader("a").header());
    }

    private static String verdict(BatchValidator validator, String value) {
        Row row = CsvFiles.row("a", "x");
        row.set("a", value);
        validator.validate(List.of(row));
        return row.reason();
    }

    @Provide
    Arbitrary<String> numberLike() {
        Arbitrary<String> likely = Arbitraries.bigDecimals()
                .between(new BigDecimal("-60"), new BigDecimal("1100"))
                .ofScale(2)
                .map(number -> number.multiply(BigDecimal.valueOf(50))
                        .stripTrailingZeros()
                        .toPlainString());
        Arbitrary<String> odd =
                Arbitraries.strings().withChars("0012345.eE+- \tNx").ofMaxLength(12);
        Arbitrary<String> longOnes = Arbitraries.strings().withChars("01.").ofMaxLength(60);
        Arbitrary<String> hostile = Arbitraries.of(
                "1e999999999",
                "-1e999999999",
                "1e-999999999",
                "0e999999999",
                "9".repeat(2000),
                "0".repeat(2000) + "5",
                "0." + "0".repeat(999) + "1",
                "NaN",
                "Infinity",
                "INF",
                "0x1p3",
                "1d",
                "1f",
                "١",
                "1e+",
                "e1",
                ".",
                "-",
                "+.5",
                "5.",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775808",
                "1_000",
                "1,5",
                " ",
                "\t");
        return Arbitraries.oneOf(likely, odd, longOnes, hostile);
    }

    @Property(tries = 5000)
    void shouldJudgeNumbersAsBigDecimalDoes(@ForAll("numberLike") String value) {
        assertThat(verdict(numbers, value)).as(value).isEqualTo(expectedOfNumber(value));
    }

    private static String expectedOfNumber(String value) {
        if (value.strip().isEmpty()) {
            return "missing_a";
        }
        Matcher matcher = NUMBER.matcher(value);
        if (!matcher.matches()) {
            return "invalid_a";
        }
        String number = matcher.group(1);
        int exponentAt = number.toLowerCase().indexOf('e');
        if (exponentAt > 0
                && new BigDecimal(number.substring(exponentAt + 1)).abs().compareTo(BigDecimal.valueOf(1000)) > 0) {
            return "invalid_a";
        }
        BigDecimal exact = new BigDecimal(number);
        boolean valid = exact.compareTo(new BigDecimal("-50.5")) >= 0
                && exact.compareTo(new BigDecimal("1000")) < 0
                && exact.remainder(new BigDecimal("0.5")).signum() == 0;
        return valid ? null : "invalid_a";
    }

    @Provide
    Arbitrary<String> momentLike() {
        Arbitrary<String> numbers = Arbitraries.integers()
                .between(0, 63)
                .list()
                .ofSize(6)
                .map(n -> String.format(
                        "%04d-%02d-%02dT%02d:%02d:%02d",
                        1990 + n.get(0), n.get(1) % 14, n.get(2) % 33, n.get(3) % 26, n.get(4), n.get(5)));
        Arbitrary<String> suffix = Arbitraries.of(
                "",
                "Z",
                "z",
                ".5",
                ".123456789Z",
                ".1234567890",
                ".",
                ".Z",
                "+01:00",
                "-0130",
                "+18",
                "+18:01",
                "+01:60",
                "-5",
                "+1:00",
                " Z",
                ":00",
                "+19:00",
                "+00:0",
                "+24",
                ",5",
                "é");
        Arbitrary<String> full =
                net.jqwik.api.Combinators.combine(numbers, suffix).as((moment, end) -> moment + end);
        Arbitrary<String> cut = net.jqwik.api.Combinators.combine(
                        full, Arbitraries.integers().between(1, 30))
                .as((moment, length) -> moment.substring(0, Math.min(length, moment.length())));
        Arbitrary<String> special = Arbitraries.of(
                "2000-02-29T00:00",
                "1900-02-29T00:00",
                "2024-02-29T23:59:59Z",
                "2023-02-29T00:00Z",
                "0000-01-01T00:00",
                "2024-12-31T24:00",
                "2024-12-31T23:59:60Z",
                "2024-12-31t23:59",
                "2024-12-31 23:59",
                "20241231T2359Z",
                "2024-1-01T00:00",
                "-024-01-01T00:00",
                "2024-01-01T0:00",
                "٢٠٢٤-01-01T00:00",
                "2024-01-01T00:00Z ");
        return Arbitraries.oneOf(full, full, cut, special);
    }

    @Property(tries = 5000)
    void shouldJudgeMomentsAsJavaTimeDoes(@ForAll("momentLike") String value) {
        assertThat(verdict(moments, value)).as(value).isEqualTo(isMoment(value) ? null : "invalid_a");
    }

    private static boolean isMoment(String value) {
        Matcher matcher = DATE_TIME.matcher(value);
        if (!matcher.matches()) {
            return false;
        }
        try {
            LocalDate.of(number(matcher, 1), number(matcher, 2), number(matcher, 3));
            LocalTime.of(number(matcher, 4), number(matcher, 5), matcher.group(7) == null ? 0 : number(matcher, 7));
            String zone = matcher.group(9);
            if (zone != null) {
                ZoneOffset.of(zone);
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
