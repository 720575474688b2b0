package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.records.expression.ExpressionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

    private static final TableSchema SCHEMA = TableSchema.of(
            "test",
            Map.of(
                    "fields",
                    List.of(
                            Map.of("name", "a", "type", "number"),
                            Map.of("name", "b", "type", "number"),
                            Map.of("name", "heart_rate", "type", "integer"),
                            Map.of("name", "text", "type", "string"),
                            Map.of("name", "two words", "type", "string"),
                            Map.of("name", "day", "type", "date"),
                            Map.of("name", "at", "type", "datetime"))));
    private static final String HEADER = "a,b,heart_rate,text,two words,day,at";
    private static final String LINE = "1.50,-2,161,it's,x,2026-01-02,2026-01-02T00:00:00+01:00";

    private static Optional<Boolean> test(String expression, String line) {
        return Expression.parse(expression, SCHEMA).test(CsvFiles.row(HEADER, line));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "heart_rate < 60 or heart_rate > 160|true",
                "heart_rate < 60 or heart_rate > 160 and a < 0|false",
                "(heart_rate < 60 or heart_rate > 160) and a > 0|true",
                "not a < 0|true",
                "not (a < 0 or b < 0)|false",
                "a == 1.5|true",
                "a != 1.500|false",
                "a + b == -0.5|true",
                "a - b * 2 == 5.5|true",
                "(a - b) * 2 == 7|true",
                "-a <= -1.5|true",
                "-(a + b) > 0|true",
                "((a)) >= 1.5e0|true",
                "a * 0.1 == 0.15|true",
                "a * 100000000000000000000 > 149999999999999999999|true",
                "text == 'it''s'|true",
                "text != 'it''s'|false",
                "text < 'j'|true",
                "\"two words\" == 'x'|true",
                "day >= '2026-01-02'|true",
                "at < '2026-01-02T00:00:00Z'|true",
                "at == '2026-01-01T23:00:00.000Z'|true",
            })
    void shouldHoldOrNot(String expression, boolean expected) {
        assertThat(test(expression, LINE)).hasValue(expected);
    }

    @Test
    void shouldBeEmpty_whenValueIsMissingOrNoNumber() {
        assertThat(test("a < 1", ",,,,,,")).isEmpty();
        assertThat(test("a < 1", "x,,,,,,")).isEmpty();
        assertThat(test("a < 1", "0,,,,,,")).hasValue(true);
    }

    @Test
    void shouldTakeValuesFromAnywhere() {
        Expression expression = Expression.parse("a < 60 or heart_rate > 160", SCHEMA);

        assertThat(expression.test(Map.of("a", 80.5, "heart_rate", "161")::get)).hasValue(true);
        assertThat(expression.test(Map.of("a", "80")::get)).isEmpty();
    }

    @Property
    void shouldCompareExactly(@ForAll double one, @ForAll double other) {
        java.math.BigDecimal left = new java.math.BigDecimal(Double.toString(one));
        java.math.BigDecimal right = new java.math.BigDecimal(Double.toString(other));
        String line = left + "," + right + ",,,,,";
        assertThat(test("a < b", line)).hasValue(left.compareTo(right) < 0);
        assertThat(test("a + b == " + left.add(right).toPlainString().replace("-", "0-"), line))
                .isPresent();
        assertThat(test("a - b > a + b", line)).hasValue(right.signum() < 0);
        assertThat(test("a * b >= 0", line)).hasValue(left.multiply(right).signum() >= 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hart_rate < 60|position 1|did you mean \"heart_rate\"",
                "a <|position 4|the end",
                "a is 1|position 6|null",
                "a < b < 1|position 7|chained",
                "a|position 2|comparison",
                "(a < 1|position 7|parenthesis",
                "a < 1 b|position 7|expected and, or",
                "a < 'x'|position 3|compare a number with a text",
                "text + 1 < 2|position 1|only numbers",
                "day > 'tomorrow'|position 7|no date",
                "a < 'x|position 5|not closed",
                "a ? 1|position 3|no meaning",
                "a < 1x|position 5|no number",
            })
    void shouldNamePositionAndHelp_whenTextIsWrong(String expression, String position, String help) {
        assertThatThrownBy(() -> Expression.parse(expression, SCHEMA))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining(position)
                .hasMessageContaining(help);
    }

    @Test
    void shouldRefuse_whenNestedTooDeeply() {
        assertThatThrownBy(() -> Expression.parse("(".repeat(5000) + "a" + ")".repeat(5000) + " < 1", SCHEMA))
                .hasMessageContaining("too deeply");
    }

    @Test
    void shouldTellItsFields() {
        assertThat(Expression.parse("b < 1 or a > b", SCHEMA).fieldNames()).containsExactly("a", "b");
    }
}
