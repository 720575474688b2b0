package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.function.steps.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns are taken and refused as EventBridge does, and what is wrong is said with its place. */
class EventPatternTest {

    private static void check(String json) {
        EventPattern.check("p.json", JsonText.parse("p.json", json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'$or': [{'source': ['a']}, {'detail-type': ['b']}]}",
                "{'source': ['a'], 'detail': {'$or': [{'a': [1]}, {'b': [{'exists': false}]}], 'c': [3]}}",
                "{'detail': {'k': [{'anything-but': {'wildcard': 'a*b'}}]}}",
                "{'detail': {'k': [{'anything-but': {'wildcard': ['a*b', 'c*']}}]}}",
                "{'detail': {'k': [{'anything-but': {'prefix': ['a', 'c']}}]}}",
                "{'detail': {'k': [{'anything-but': {'suffix': ['a', 'c']}}]}}",
                "{'detail': {'k': [{'anything-but': {'equals-ignore-case': ['a']}}]}}",
                "{'detail': {'k': [{'anything-but': [1, 2]}, {'anything-but': ['x']}]}}",
                "{'detail': {'k': [{'prefix': {'equals-ignore-case': 'a'}}]}}",
                "{'detail': {'k': [{'numeric': ['>', 0, '<=', 5.5]}, null, true, 3, 'x']}}",
                "{'detail': {'k': [{'cidr': '10.0.0.0/24'}, {'exists': true}]}}"
            })
    void shouldTakeIt_whenEventBridgeDoes(String pattern) {
        assertThatCode(() -> check(pattern.replace('\'', '"'))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | p.json: it holds nothing; name at least one field",
                "{'detail': {}} | p.json, detail: holds nothing; name at least one field",
                "{'source': 'a'} | p.json, source: has to be a list of values in brackets, or an object of fields",
                "{'source': []} | p.json, source: is an empty list; name at least one value",
                "{'source': [['a']]} | p.json, source[0]: has to be a text",
                "{'source': ['x', {'prefx': 'a'}]} | p.json, source[1].prefx: there is no matcher \"prefx\". Did you mean \"prefix\"?",
                "{'source': [{'like': 'a'}]} | p.json, source[0].like: there is no matcher \"like\"; it is one of anything-but",
                "{'source': [{'prefix': ['a', 'b']}]} | p.json, source[0].prefix: takes a text",
                "{'source': [{'prefix': 'a', 'suffix': 'b'}]} | p.json, source[0]: has to hold exactly one of anything-but",
                "{'source': [{'wildcard': 'a**'}]} | p.json, source[0].wildcard: takes a text in which * stands for any",
                "{'source': [{'wildcard': 'a\\\\x'}]} | p.json, source[0].wildcard: takes a text in which * stands for any",
                "{'source': [{'exists': 'x'}]} | p.json, source[0].exists: takes true or false",
                "{'source': [{'cidr': '10.0.0/8'}]} | p.json, source[0].cidr: takes a range of addresses",
                "{'source': [{'anything-but': ['a', 1]}]} | p.json, source[0].anything-but: takes a text, a number",
                "{'source': [{'numeric': ['>', 'x']}]} | p.json, source[0].numeric: takes comparisons with numbers",
                "{'source': [{'numeric': ['>', 6000000000]}]} | p.json, source[0].numeric: 6000000000 is outside",
                "{'detail': {'$or': [{'a': [1]}]}} | p.json, detail.$or: has to be a list of at least two objects",
                "{'$or': {'source': ['a']}} | p.json, $or: has to be a list of at least two objects",
                "{'$or': [{'source': ['a']}, {'detail': {'x': 1}}]} | p.json, $or[1].detail.x: has to be a list of values"
            })
    void shouldSayWhatIsWrongWhere_whenEventBridgeRefusesIt(String pattern, String said) {
        assertThatThrownBy(() -> check(pattern.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(said)
                .message()
                .doesNotContainIgnoringCase("exception")
                .doesNotContain("com.fasterxml", "java.", "\n", "at pos", "line:");
    }

    @Test
    void shouldTakeTheLongestPatternAndNoLongerOne_whenValuesAreMany() {
        // {"source":["x…"]} is 15 characters around the value.
        int around = "{\"source\":[\"\"]}".length();

        assertThatCode(() -> check("{\"source\":[\"" + "x".repeat(2048 - around) + "\"]}"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check("{\"source\":[\"" + "x".repeat(2049 - around) + "\"]}"))
                .hasMessage("p.json: the pattern has 2049 characters, and EventBridge takes 2048; use prefix, suffix or"
                        + " wildcard in place of single values");
    }

    @Test
    void shouldRefuseIt_whenAlternativesMakeTooManyCombinations() {
        Map<String, Object> detail = new LinkedHashMap<>();
        for (String field : List.of("a", "b", "c")) {
            List<Object> alternatives = new ArrayList<>();
            IntStream.range(0, 11).forEach(i -> alternatives.add(Map.of(field + i, List.of(1))));
            detail.put(field, Map.of("$or", alternatives));
        }

        assertThatThrownBy(() -> EventPattern.check("p.json", Map.of("detail", detail)))
                .hasMessage("p.json: the alternatives of $or make 1331 combinations, and EventBridge takes 1000; use"
                        + " several routes");
    }
}
