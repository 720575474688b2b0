package dev.dromedary.desk.cloud.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;

/** Finds the numbers in a prompt: a JSON object with {@code records_analyzed}, between the marks below. */
final class PromptData {
    private static final String OPEN = "<data>";
    private static final String CLOSE = "</data>";
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .reader();

    private PromptData() {}

    /** @param prompts searched in this order */
    static Optional<JsonNode> in(List<String> prompts) {
        return prompts.stream().flatMap(text -> in(text).stream()).findFirst();
    }

    /** The instructions may name the marks, and values may hold them; so every pair is tried. */
    private static Optional<JsonNode> in(String text) {
        for (int open = text.indexOf(OPEN); open >= 0; open = text.indexOf(OPEN, open + 1)) {
            int start = open + OPEN.length();
            for (int close = text.indexOf(CLOSE, start); close >= 0; close = text.indexOf(CLOSE, close + 1)) {
                Optional<JsonNode> data = parse(text.substring(start, close));
                if (data.isPresent()) {
                    return data;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> parse(String json) {
        try {
            JsonNode data = READER.readTree(json);
            return data.path("records_analyzed").isNumber() ? Optional.of(data) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
