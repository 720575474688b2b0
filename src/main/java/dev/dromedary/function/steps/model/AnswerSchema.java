package dev.dromedary.function.steps.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.dromedary.function.ledger.JsonFault;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.steps.RoutesFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;

/** The JSON Schema of answers (draft 2020-12). */
public final class AnswerSchema {

    /** No answer within the limits on tokens is as long; what is, is not parsed. */
    static final int LONGEST = 256 * 1024;

    private static final String KIND = "answer schema";

    private static final int SHOWN_FAULTS = 10;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonSchema schema;

    private AnswerSchema(JsonSchema schema) {
        this.schema = schema;
    }

    /**
     * The schema that a context's route asks a model for.
     *
     * @return empty if no {@code model:ask} of the context asks this model
     * @throws IOException if the file can't be read
     */
    public static Optional<String> asked(CamelContext context, String modelId) throws IOException {
        for (Endpoint endpoint : context.getEndpoints()) {
            if (endpoint instanceof ModelEndpoint model && modelId.equals(model.getModelId())) {
                return Optional.of(RoutesFile.read(context, KIND, model.getSchema()));
            }
        }
        return Optional.empty();
    }

    static AnswerSchema load(CamelContext context, String file) throws IOException {
        return parse(file, RoutesFile.read(context, KIND, file));
    }

    /**
     * Reads a schema.
     *
     * @param file names the document in messages
     * @param text JSON
     * @throws IllegalArgumentException with one sentence if it is no JSON Schema
     */
    public static AnswerSchema parse(String file, String text) {
        Map<String, Object> document = JsonText.parse(file, text);
        JsonSchemaFactory factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
        JsonNode tree = MAPPER.valueToTree(document);
        // A misspelt constraint would be none.
        factory.getSchema(SchemaLocation.of(SchemaId.V202012)).validate(tree).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .findFirst()
                .ifPresent(fault -> {
                    throw new IllegalArgumentException(
                            "The answer schema " + file + " is no JSON Schema (draft 2020-12): " + fault);
                });
        JsonSchema compiled = factory.getSchema(tree);
        compiled.initializeValidators();
        return new AnswerSchema(compiled);
    }

    /**
     * What an answer came to.
     *
     * @param document the answer, or null if it has faults
     * @param faults what is wrong, for the model to repair; may quote the answer
     */
    record Judgement(Map<String, Object> document, List<String> faults) {}

    /** Whether an answer has no fault. */
    public boolean takes(String answer) {
        return judge(answer).document() != null;
    }

    Judgement judge(String answer) {
        if (answer.length() > LONGEST) {
            return new Judgement(null, List.of("The answer is longer than " + LONGEST + " characters."));
        }
        JsonNode tree;
        try {
            tree = MAPPER.readTree(unfenced(answer));
        } catch (JsonProcessingException e) {
            return new Judgement(null, List.of("It is not one JSON object (" + JsonFault.of(e) + ")."));
        }
        // Before the schema, whose faults quote the answer: neither a store nor the model takes half a character.
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(tree.toString())) {
            return new Judgement(
                    null, List.of("It holds half of a surrogate pair, an escape such as \\ud83d by itself."));
        }
        // Sorted: their order is no promise, and a retry is to ask just the same.
        List<String> faults = schema.validate(tree).stream()
                .map(ValidationMessage::getMessage)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .limit(SHOWN_FAULTS)
                .toList();
        if (!faults.isEmpty() || !tree.isObject()) {
            return new Judgement(null, faults.isEmpty() ? List.of("It is not a JSON object.") : faults);
        }
        return new Judgement(asMap(tree), List.of());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(JsonNode tree) {
        return MAPPER.convertValue(tree, Map.class);
    }

    /** Models like to put JSON into a Markdown fence, whatever they are told. */
    private static String unfenced(String answer) {
        String text = answer.strip();
        if (text.startsWith("```") && text.endsWith("```") && text.indexOf('\n') > 0) {
            return text.substring(text.indexOf('\n') + 1, text.length() - 3);
        }
        return text;
    }
}
