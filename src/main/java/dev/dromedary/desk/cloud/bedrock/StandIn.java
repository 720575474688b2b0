package dev.dromedary.desk.cloud.bedrock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dromedary.desk.Json;
import dev.dromedary.function.runtime.JsonDocument;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the embedded Bedrock says in place of a model: sentences about the numbers in the prompt, and nothing else. */
final class StandIn {
    private static final String PREFACE = "Offline stand-in, no model was asked: ";

    private final JsonNode data;
    private final long records;
    private final long anomalous;

    private StandIn(JsonNode data) {
        this.data = data;
        this.records = data.path("records_analyzed").asLong();
        this.anomalous = data.path("anomalous_records").asLong();
    }

    /**
     * Answers a prompt.
     *
     * @param prompts texts of the user, the likeliest to hold the numbers first
     * @return JSON: {@code {"insights": […], "recommendations": […], "summary": "…"}}
     */
    static String answer(List<String> prompts) {
        return PromptData.in(prompts)
                .map(data -> new StandIn(data).answer())
                .orElseGet(() ->
                        document(List.of(), List.of(), "the prompt holds no statistics between <data> and </data>."));
    }

    private static String document(List<String> insights, List<String> recommendations, String summary) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("insights", insights);
        document.put("recommendations", recommendations);
        document.put("summary", PREFACE + summary);
        return JsonDocument.write(document);
    }

    private String answer() {
        String kind = mostFrequentKind();
        List<String> insights = new ArrayList<>();
        insights.add(share());
        if (kind != null) {
            insights.add("The most frequent kind is " + kind + ", found "
                    + times(data.at("/anomaly_counts").path(kind).asLong()) + ".");
        }
        data.path("statistics").properties().forEach(field -> range(field.getKey(), field.getValue(), insights));
        List<String> recommendations = new ArrayList<>();
        if (anomalous == 0) {
            recommendations.add("No record asks for a second look.");
        } else {
            recommendations.add("Look at the anomalous records"
                    + (kind == null ? "" : ", those of the kind " + kind + " first") + ".");
        }
        return document(insights, recommendations, share());
    }

    private String share() {
        if (records == 0) {
            return "There are no records.";
        }
        return "Of " + records + (records == 1 ? " record, " : " records, ") + anomalous + " (" + percent() + ") "
                + (anomalous == 1 ? "is" : "are") + " anomalous.";
    }

    private String percent() {
        return BigDecimal.valueOf(100 * anomalous)
                        .divide(BigDecimal.valueOf(records), 1, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    /** The first of those that are equally frequent; null if nothing was found. */
    private String mostFrequentKind() {
        String most = null;
        long highest = 0;
        for (Map.Entry<String, JsonNode> kind : data.path("anomaly_counts").properties()) {
            if (kind.getValue().asLong() > highest) {
                highest = kind.getValue().asLong();
                most = kind.getKey();
            }
        }
        return most;
    }

    private static String times(long count) {
        return count == 1 ? "once" : count + " times";
    }

    /** Fields without values have no range. */
    private static void range(String name, JsonNode statistics, List<String> insights) {
        JsonNode mean = statistics.path("mean");
        if (statistics.path("minimum").isNumber() && statistics.path("maximum").isNumber() && mean.isNumber()) {
            insights.add(name + " lies between " + number(statistics.path("minimum")) + " and "
                    + number(statistics.path("maximum")) + " with a mean of " + number(mean) + ".");
        }
    }

    private static String number(JsonNode value) {
        return value.decimalValue()
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Finds the numbers in a prompt: a JSON object with {@code records_analyzed}, between the marks below. */
    private static final class PromptData {
        private static final String OPEN = "<data>";
        private static final String CLOSE = "</data>";

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
                JsonNode data = Json.MAPPER.readTree(json);
                return data.path("records_analyzed").isNumber() ? Optional.of(data) : Optional.empty();
            } catch (JsonProcessingException e) {
                return Optional.empty();
            }
        }
    }
}
