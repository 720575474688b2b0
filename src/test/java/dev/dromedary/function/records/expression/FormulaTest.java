package dev.dromedary.function.records.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

    private static final List<Column> COLUMNS = List.of(
            new Column("text", Type.TEXT),
            new Column("number", Type.NUMBER),
            new Column("moment", Type.DATETIME),
            new Column("case", Type.TEXT),
            new Column("end", Type.INTEGER),
            new Column("flag", Type.BOOLEAN, List.of("yes"), List.of("no")));

    private static final Map<String, String> PLACEHOLDERS = Map.of("secret:key", "s3'cret)", "limit", "10.5");

    private static Environment environment(Charset charset) {
        return new Environment(
                COLUMNS,
                charset,
                name -> {
                    if (!PLACEHOLDERS.containsKey(name)) {
                        throw new IllegalArgumentException("has no value");
                    }
                    return PLACEHOLDERS.get(name);
                },
                List.of(new Environment.Lookup("countries", List.of("code", "region"))),
                (name, known) -> "; known are " + String.join(" ", known) + ".",
                0);
    }

    private static String value(String expression, String text) {
        return value(expression, text, StandardCharsets.UTF_8);
    }

    private static String value(String expression, String text, Charset charset) {
        Formula formula = Formula.value(expression, environment(charset));
        Cell[] cells = new Cell[COLUMNS.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell();
        }
        Texts texts = new Texts(charset);
        texts.set(cells[0], text);
        cells[1].setNumber(1250, 2);
        MomentText.parse("2026-03-29T00:30:00.250Z", Type.DATETIME, cells[2]);
        texts.set(cells[3], "the case");
        cells[4].setNumber(7, 0);
        cells[5].setTruth(true);
        boolean[] absent = new boolean[cells.length];
        Inputs in = new Inputs(
                cells,
                absent,
                formula.spareEnd(),
                Instant.parse("2026-11-29T06:00:00.5Z"),
                (lookup, key, column) -> texts.string(key).equals("DE") ? "Europe".getBytes(charset) : null);
        Cell found = formula.value(in);
        if (found == null) {
            return null;
        }
        Cell out = new Cell();
        Casts.write(found, formula.type(), texts, out);
        return texts.string(out);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "number * 2 => 25.00",
                "1 / 3 => 0.3333333333333333333333333333333333",
                "round(2.5, 2) => 2.50",
                "round(-2.5) => -3",
                "now() - interval '30' day => 2026-10-30T06:00:00.5Z",
                "at_timezone(moment, 'Europe/Berlin') => 2026-03-29T01:30:00.25+01:00",
                "at_timezone(moment, 'Europe/Berlin') + interval '1' hour => 2026-03-29T03:30:00.25+02:00",
                "at_timezone(moment, 'Europe/Berlin') + interval '1' month => 2026-04-29T01:30:00.25+02:00",
                "date_trunc('day', at_timezone(moment, 'America/New_York')) => 2026-03-28T00:00:00-04:00",
                "at_timezone(moment, 'Asia/Tokyo') = moment => true",
                "cast(moment as varchar) => 2026-03-29T00:30:00.25Z",
                "to_unixtime(moment) => 1774744200.25",
                "from_unixtime(1774744200.125) => 2026-03-29T00:30:00.125Z",
                "mask(text) => *******",
                "mask(text, 4) => ***üter",
                "mask(text, 40) => *******",
                "redact(number) => [redacted]",
                "uuid5('dns', 'python.org') => 886313e1-3b8a-5372-9b90-0c9aee199e5d",
                "hmac_sha256('what do ya want for nothing?', 'Jefe') => 5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                "split_part('a-b', '-', 3) => ",
                "substr('abc', 0) => ''",
                "case => the case",
                "CASE when end > 1 then end end => 7",
                "flag = 'yes' => true",
                "flag = 'no' => false",
                "number > {{limit}} => true",
                "number + {{limit}} => 23.00",
                "lookup(countries, 'DE', region) => Europe",
                "coalesce(lookup(countries, 'FR', region), 'none') => none",
                "regexp_extract('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a*)*$') => ''",
            })
    void shouldGive(String expression, String expected) {
        assertThat(value(expression, "Computer".replace("pu", "pü").substring(1)))
                .isEqualTo("''".equals(expected) ? "" : expected);
    }

    @Test
    void shouldDigestCharacters_whateverTheirBytesInTheFile() {
        assertThat(value("sha256(text)", "é", StandardCharsets.ISO_8859_1))
                .isEqualTo(value("sha256(text)", "é"))
                .startsWith("4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "1 / 0 => division by zero",
                "cast(text as integer) => can't be cast",
                "cast(1234.5 as decimal(4, 1)) = 1 and cast(12345 as decimal(4, 1)) = 1 => can't be cast",
                "timestamp '9999-12-31 00:00:00' + interval '1' day => beyond the years",
                "split_part(text, '-', 0) => from 1",
            })
    void shouldFailForTheRow_withoutItsValue(String expression, String message) {
        assertThatThrownBy(() -> value(expression, "hidden"))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void shouldFailForTheRow_whenTextBecomesTooLong() {
        assertThatThrownBy(() -> value("replace(replace(text, 'a', text), 'a', text)", "a".repeat(2000)))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("longer");
    }

    @Test
    void shouldFailForTheRow_whenEncodingLacksCharacter() {
        assertThatThrownBy(() -> value("upper(text)", "ÿ", StandardCharsets.ISO_8859_1))
                .isInstanceOf(EvaluationException.class)
                .hasMessageContaining("encoding");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "lowr(text) => position 1 => there is no function",
                "lower(number) => position 7 => takes a text",
                "lower(text, text) => position 1 => called as lower(text)",
                "text + 1 => position 1 => only numbers",
                "text || number => position 9 => cast it as varchar",
                "cast(text as double) => position 14 => no type to cast to",
                "cast(number as date) => position 6 => can't be cast",
                "CASE when flag then 1 else 'x' end => position 28 => no common type",
                "CASE when number then 1 end => position 18 => comparison",
                "date_trunc('fortnight', moment) => position 12 => no unit",
                "interval '3' fortnight + moment => position 14 => no unit",
                "interval '3' day => position 1 => no value",
                "date '2026-01-01' + interval '1' hour => position 21 => no time of day",
                "at_timezone(moment, 'Europe/Berln') => position 21 => no time zone",
                "regexp_like(text, '(') => position 19 => regular expression",
                "regexp_like(text, text) => position 19 => in single quotes",
                "regexp_replace(text, 'a', '$1') => position 27 => from 0 to 0",
                "regexp_extract(text, 'a', 1) => position 27 => from 0 to 0",
                "lookup(contries, text, region) => position 8 => no lookup",
                "lookup(countries, text, regoin) => position 25 => no column",
                "number between 1 => position 17 => expected and",
                "number in 1 => position 11 => expected (",
                "flag = 'maybe' => position 8 => neither true nor false",
                "uuid5('xyz', text) => position 7 => namespace",
                "mask(text, number) => position 12 => whole number",
                "{{nothing}} => position 1 => {{nothing}} has no value",
                "{{limit => position 1 => not closed",
                "regexp_like(text, {{secret:key}}) => position 19 => the placeholder stands for",
                "at_timezone(moment, {{secret:key}}) => position 21 => the placeholder stands for",
                "number > {{secret:key}} => position 10 => no number",
            })
    void shouldNamePositionAndHelp_whenTextIsWrong(String expression, String position, String help) {
        assertThatThrownBy(() -> Formula.value(expression, environment(StandardCharsets.UTF_8)))
                .isInstanceOf(ExpressionException.class)
                .hasMessageContaining(position)
                .hasMessageContaining(help)
                .hasMessageNotContaining("s3'cret");
    }

    @Test
    void shouldTakePlaceholderForOneText_whateverIsInIt() {
        assertThat(value("{{secret:key}}", "")).isEqualTo("s3'cret)");
        assertThat(Formula.value("{{secret:key}}", environment(StandardCharsets.UTF_8)))
                .hasToString("{{secret:key}}");
    }

    @Test
    void shouldTellTypeAndColumns() {
        Formula formula = Formula.value("CASE when flag then length(text) end", environment(StandardCharsets.UTF_8));

        assertThat(formula.type()).isEqualTo(Type.INTEGER);
        assertThat(formula.used()).containsExactly(0, 5);
        assertThat(formula.mindsNull()).isTrue();
    }

    @Test
    void shouldWorkOut_whenTheExpressionIsAsLongAsItMayBe() {
        assertThat(value("number" + " + 1".repeat(999), "")).isEqualTo("1011.50");
        assertThat(value("text = '1'" + " or text = '2'".repeat(499), "2")).isEqualTo("true");
        assertThatThrownBy(() -> value("1" + " + 1".repeat(1000), "")).hasMessageContaining("more than 2000");
    }
}
