package dev.dromedary.plan.workflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.desk.cloud.lambda.EmbeddedLambda;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.camel.component.properties.PropertiesComponent;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** Runs workflows by Camel. */
final class CamelWorkflow {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private CamelWorkflow() {}

    /**
     * Runs a workflow once.
     *
     * @param folder of routes, which holds it
     * @param id its route
     * @param replies what each route comes to that it calls
     */
    static WorkflowOutcome run(
            Path folder,
            String id,
            Map<String, List<GeneratedWorkflow.Reply>> replies,
            String name,
            Map<String, Object> input)
            throws Exception {
        EmbeddedLambda lambda = new EmbeddedLambda();
        replies.forEach((route, all) -> {
            Queue<GeneratedWorkflow.Reply> waiting = new ArrayDeque<>(all);
            lambda.function(route, event -> reply(waiting));
        });
        try (RouteFunction function = RouteFunction.start(RouteFiles.of(folder, id), id, context -> {
            context.getRegistry().bind("lambda", LambdaClient.class, lambda);
            ((PropertiesComponent) context.getPropertiesComponent())
                    .addOverrideProperty("dromedary.redelivery.delay", "1");
        })) {
            try {
                Map<String, Object> reply = function.invoke(
                        Map.of("name", name, "input", JsonDocument.parse(JsonDocument.write(input))),
                        Invocation.starting("request", Duration.ofMinutes(5)));
                return new WorkflowOutcome(
                        MAPPER.readTree(JsonDocument.write(reply)).get("body"), null, calls(lambda));
            } catch (InvocationFailedException e) {
                return new WorkflowOutcome(null, e.getMessage(), calls(lambda));
            }
        }
    }

    private static Map<String, Object> reply(Queue<GeneratedWorkflow.Reply> waiting) {
        GeneratedWorkflow.Reply reply;
        synchronized (waiting) {
            reply = waiting.size() > 1 ? waiting.remove() : waiting.element();
        }
        if (reply.failure() != null) {
            throw new IllegalStateException(reply.failure());
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("body", reply.body());
        return document;
    }

    private static List<String> calls(EmbeddedLambda lambda) {
        return lambda.calls().stream()
                .map(call -> call.function() + " "
                        + MAPPER.valueToTree(call.event().get("body")).toString())
                .sorted()
                .toList();
    }
}
