package dev.dromedary.plan;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The JSON Schema of the plan, {@code plan.schema.json}, which whatever reads the plan may rely on. */
final class PlanSchema {

    private PlanSchema() {}

    /**
     * Holds a plan against the schema.
     *
     * @throws IllegalStateException if it does not fit: a defect of the plan, no mistake in a route
     */
    static void check(String json) {
        try (InputStream in = PlanSchema.class.getResourceAsStream("/plan.schema.json")) {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            Set<ValidationMessage> messages = schema.validate(json, InputFormat.JSON);
            if (!messages.isEmpty()) {
                throw new IllegalStateException("The plan does not fit its schema: "
                        + messages.stream()
                                .map(ValidationMessage::getMessage)
                                .sorted()
                                .collect(Collectors.joining("; ")));
            }
        } catch (IOException e) {
            throw new IllegalStateException("plan.schema.json can't be read", e);
        }
    }
}
