package dev.dromedary.function.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoDbItemTest {

    private static final int LARGEST = DynamoDbItem.LARGEST_BYTES;

    private Map<String, AttributeValue> item(Map<String, Object> fields) {
        return DynamoDbItem.of(fields);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.1",
                "1e20",
                "100",
                "-0.000001",
                "12345678901234567890123456789012345678",
                "0.12345678901234567890123456789012345678",
                "1E-100"
            })
    void shouldKeepNumbersExact_whenWritten(String number) {
        Map<String, AttributeValue> item = item(Map.of("n", new BigDecimal(number)));

        assertThat(new BigDecimal(item.get("n").n())).isEqualByComparingTo(number);
    }

    @Test
    void shouldKeepKindsOfNumbers_whenTheyAreJavas() {
        Map<String, AttributeValue> item = item(Map.of(
                "double", 0.1, "integer", 7, "long", Long.MIN_VALUE, "big", BigInteger.TWO.pow(120), "float", 0.5f));

        assertThat(item.get("double").n()).isEqualTo("0.1");
        assertThat(item.get("integer").n()).isEqualTo("7");
        assertThat(item.get("long").n()).isEqualTo("-9223372036854775808");
        assertThat(new BigInteger(item.get("big").n())).isEqualTo(BigInteger.TWO.pow(120));
        assertThat(item.get("float").n()).isEqualTo("0.5");
    }

    @Test
    void shouldKeepListsMapsAndTexts_whenNested() {
        Map<String, Object> nested = new LinkedHashMap<>();
        nested.put("nothing", null);
        nested.put("list", Arrays.asList("a", 1, null, List.of(), true));
        nested.put("empty", "");

        Map<String, AttributeValue> item = item(Map.of("map", nested, "texts", List.of("b", "a", "b")));

        assertThat(item.get("texts").hasSs()).isFalse();
        assertThat(item.get("texts").l()).extracting(AttributeValue::s).containsExactly("b", "a", "b");
        Map<String, AttributeValue> map = item.get("map").m();
        assertThat(map.get("nothing").nul()).isTrue();
        assertThat(map.get("empty").s()).isEmpty();
        assertThat(map.get("list").l())
                .containsExactly(
                        AttributeValue.fromS("a"),
                        AttributeValue.fromN("1"),
                        AttributeValue.fromNul(true),
                        AttributeValue.fromL(List.of()),
                        AttributeValue.fromBool(true));
    }

    @Test
    void shouldLeaveOutEntriesWithoutValue_whenTheyAreOfTheItemItself() {
        Map<String, Object> fields = new HashMap<>();
        fields.put("a", null);
        fields.put("b", "");

        assertThat(item(fields)).containsOnlyKeys("b");
    }

    @Test
    void shouldFail_whenJsonCanNotExpressAValue() {
        assertThatThrownBy(() -> item(Map.of("a", new Object()))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "\u202e", "😀", "</script>", "${7*7}", "\"\\\n"})
    void shouldGiveBackTheSameText_whenReadAgain(String text) {
        assertThat(DynamoDbItem.toMap(item(Map.of("a", text)))).isEqualTo(Map.of("a", text));
    }

    @Property(tries = 200)
    void shouldGiveBackTheSameMap_whenReadAgain(
            @ForAll @Size(max = 10) Map<String, List<String>> lists, @ForAll long number) {
        Map<String, Object> fields = new HashMap<>(lists);
        // Attributes have names, and not of blanks alone.
        fields.keySet().removeIf(name -> name.trim().isEmpty());
        fields.put("number", number);

        Map<String, Object> read = DynamoDbItem.toMap(item(fields));

        assertThat(((Number) read.remove("number")).longValue()).isEqualTo(number);
        fields.remove("number");
        assertThat(read).isEqualTo(fields);
    }

    @Property(tries = 60)
    void shouldFitAndKeepTheBeginningOfLists_whenTooLarge(
            @ForAll @IntRange(min = 1, max = 4) int lists,
            @ForAll @IntRange(min = 1, max = 3000) int entries,
            @ForAll @IntRange(min = 0, max = 300) int length) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", "kept");
        for (int i = 0; i < lists; i++) {
            String text = (i % 2 == 0 ? "ü" : "x").repeat(length);
            fields.put("list-" + i, new ArrayList<>(Collections.nCopies(entries * (i + 1), text)));
        }
        boolean fits = bytes(fields) <= LARGEST;

        Map<String, Object> kept = DynamoDbItem.toMap(item(fields));

        assertThat(bytes(kept)).isLessThanOrEqualTo(LARGEST);
        assertThat(kept).containsEntry("id", "kept").containsOnlyKeys(fields.keySet());
        if (fits) {
            assertThat(kept).isEqualTo(fields);
        } else {
            // Not much more than what was too much is lost.
            assertThat(bytes(kept)).isGreaterThan(LARGEST / 4);
        }
        kept.forEach((name, value) -> {
            if (value instanceof List<?> list) {
                assertThat(((List<?>) fields.get(name)).subList(0, list.size())).isEqualTo(list);
            }
        });
    }

    private static int bytes(Map<String, Object> fields) {
        return JsonText.line(fields).getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void shouldNotChangeTheGivenMap_whenItShortensAList() {
        List<String> list = Collections.nCopies(1000, "x".repeat(1000));
        Map<String, Object> fields = new HashMap<>(Map.of("list", list));

        item(fields);

        assertThat(fields).isEqualTo(Map.of("list", list));
    }

    @Test
    void shouldShortenTheLongestList_whenThereAreSeveral() {
        List<String> few = List.of("a", "b", "c");
        Map<String, AttributeValue> item =
                item(Map.of("few", few, "many", Collections.nCopies(1000, "x".repeat(1000))));

        assertThat(item.get("few").l()).hasSize(3);
        assertThat(item.get("many").l()).hasSizeBetween(100, 204);
    }

    @Test
    void shouldShortenAListWithNothingInIt_whenItIsTheLongest() {
        List<Object> nothing = new ArrayList<>(Collections.nCopies(100_000, null));

        Map<String, AttributeValue> item = item(new HashMap<>(Map.of("list", nothing)));

        assertThat(item.get("list").l()).isNotEmpty();
    }

    @Test
    void shouldFail_whenNothingCanBeShortened() {
        Map<String, Object> map = Collections.nCopies(1, "x".repeat(LARGEST)).stream()
                .collect(Collectors.toMap(text -> "a", text -> text));

        assertThatThrownBy(() -> item(map))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds no list that could be shortened");
    }
}
