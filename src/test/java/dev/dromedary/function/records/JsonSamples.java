package dev.dromedary.function.records;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.SplittableRandom;

/** JSON objects that nobody would write, and what Jackson makes of them. */
final class JsonSamples {

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final List<String> NAMES =
            List.of("id", "name", "price", "paid", "tags", "address", "other", "address.city", "é");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "a,b",
            "say \"x\"",
            "\\",
            "line\nbreak\r\n",
            "\u0001\t",
            "ü😀",
            "null",
            "12",
            "{}",
            "x".repeat(70));

    private JsonSamples() {}

    static ObjectNode object(SplittableRandom random) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        int members = random.nextInt(7);
        for (int i = 0; i < members; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            object.set(name, name.equals("address") && random.nextBoolean() ? city(random) : value(random, 0));
        }
        return object;
    }

    private static ObjectNode city(SplittableRandom random) {
        ObjectNode address = JsonNodeFactory.instance.objectNode();
        address.put("city", TEXTS.get(random.nextInt(TEXTS.size())));
        return address;
    }

    private static JsonNode value(SplittableRandom random, int depth) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 3 ? 6 : 8)) {
            case 0 -> json.nullNode();
            case 1 -> json.booleanNode(random.nextBoolean());
            case 2 -> json.numberNode(random.nextLong());
            case 3 -> json.numberNode(random.nextInt(100));
            case 4 -> json.numberNode(random.nextDouble(-1e9, 1e9));
            case 5 -> json.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
            case 6 -> json.arrayNode().add(value(random, depth + 1)).add(value(random, depth + 1));
            default -> json.objectNode().set("k", value(random, depth + 1));
        };
    }

    /** The line with one character out of place. */
    static String damaged(String line, SplittableRandom random) {
        int at = random.nextInt(line.length());
        String marks = "{}[]\",:\\0x- ";
        return switch (random.nextInt(3)) {
            case 0 -> line.substring(0, at) + line.substring(at + 1);
            case 1 -> line.substring(0, at) + marks.charAt(random.nextInt(marks.length())) + line.substring(at);
            default -> line.substring(0, at);
        };
    }

    static void requireObject(String line) {
        try {
            assertThat(STRICT.readTree(line).get("reject_reason")).isNotNull();
        } catch (JsonProcessingException e) {
            throw new AssertionError(line, e);
        }
    }

    /** Holds a row against what Jackson reads in a line. */
    static void requireSame(String line, Row row) {
        JsonNode object;
        try {
            object = STRICT.readTree(line);
        } catch (JsonProcessingException e) {
            boolean duplicate = e.getMessage().contains("Duplicate field");
            // Members twice that are no fields are nobody's business.
            assertThat(row.reason())
                    .as(line)
                    .satisfiesAnyOf(reason -> assertThat(duplicate).isTrue(), reason -> assertThat(reason)
                            .isEqualTo("malformed_json"));
            return;
        }
        if (!object.isObject()) {
            assertThat(row.reason()).as(line).isEqualTo("not_an_object");
            return;
        }
        assertThat(row.reason()).as(line).isNotIn("malformed_json", "not_an_object");
        if (row.valid()) {
            assertThat(row.number("id"))
                    .as(line)
                    .isEqualByComparingTo(object.get("id").asText());
            requireText(line, object.get("name"), row.get("name"));
            JsonNode address = object.get("address");
            if (address != null && address.isObject() && !object.has("address.city")) {
                requireText(line, address.get("city"), row.get("address.city"));
            }
        }
    }

    private static void requireText(String line, JsonNode expected, String actual) {
        assertThat(actual).as(line).isEqualTo(expected == null || expected.isNull() ? "" : expected.asText());
    }
}
