package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.bedrock.ModelReply;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** The {@code given} of a case. */
record Given(ObjectNode given) {

    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        given.path("properties")
                .properties()
                .forEach(each -> properties.put(each.getKey(), each.getValue().asText()));
        return properties;
    }

    List<Fault> faults() {
        return elements(given.path("faults")).map(Fault::of).toList();
    }

    private static java.util.stream.Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /**
     * Puts objects, in their order, by {@code bucket/key}.
     *
     * @param steps wait until what is put is known, which an object may say something of
     */
    Map<String, String> putObjects(EmbeddedCloud cloud, KnownObjects objects, Placeholders placeholders, Steps steps)
            throws IOException, InterruptedException {
        Map<String, String> etags = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : given.path("objects").properties()) {
            String bucket = objects.bucket(each.getKey());
            String key = KnownObjects.key(each.getKey());
            if (Placeholders.hasFacts(each.getValue().toString())) {
                steps.settle();
            }
            byte[] content = Content.bytes(each.getValue(), placeholders);
            etags.put(
                    bucket + "/" + key,
                    cloud.s3()
                            .putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content))
                            .eTag());
        }
        return etags;
    }

    /** Puts items, once objects are known. */
    void putItems(EmbeddedCloud cloud, Placeholders placeholders) {
        for (Map.Entry<String, JsonNode> table : given.path("items").properties()) {
            for (JsonNode item : table.getValue()) {
                try {
                    cloud.tables().put(table.getKey(), (ObjectNode) placeholders.filled(item));
                } catch (ResourceNotFoundException e) {
                    throw new CaseException("The route has no table \"" + table.getKey()
                            + "\" to give items to; it has " + cloud.tables().names() + ".");
                }
            }
        }
    }

    /** Sets parameters of Parameter Store. */
    static void putParameters(EmbeddedCloud cloud, JsonNode parameters) {
        try {
            parameters.properties().forEach(each -> cloud.parameters()
                    .put(each.getKey(), each.getValue().asText()));
        } catch (IllegalArgumentException e) {
            throw new CaseException(e.getMessage());
        }
    }

    void putParameters(EmbeddedCloud cloud) {
        putParameters(cloud, given.path("parameters"));
    }

    /** Tells the model what to answer. */
    void tellModel(EmbeddedCloud cloud) {
        elements(given.path("bedrock")).map(Given::reply).forEach(reply -> cloud.bedrock()
                .next(reply));
    }

    /** Lets the routes reply that a workflow calls. */
    void tellRoutes(EmbeddedCloud cloud) {
        CalledRoutes.tell(cloud.lambda(), given.path("routes"));
    }

    private static ModelReply reply(JsonNode answer) {
        if (answer.has("error")) {
            return switch (answer.get("error").asText()) {
                case "denied" -> ModelReply.accessDenied();
                case "throttled" -> ModelReply.throttled();
                case "unavailable" -> ModelReply.serverError(503);
                case "internal" -> ModelReply.serverError(500);
                case "invalid" -> ModelReply.validationError();
                default -> ModelReply.readTimeout();
            };
        }
        String text = answer.has("json")
                ? answer.get("json").toString()
                : answer.path("text").asText();
        return ModelReply.stopped(
                text, StopReason.fromValue(answer.path("stop-reason").asText("end_turn")));
    }
}
