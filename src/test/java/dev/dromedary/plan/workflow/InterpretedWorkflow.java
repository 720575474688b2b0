package dev.dromedary.plan.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/**
 * Runs workflows by LocalStack's interpreter of the Amazon States Language, with replies in place of functions. Its Distributed Map
 * succeeds when a part fails, so parts are run inline; and nobody wants to wait between tries.
 *
 * @param client of LocalStack
 * @see <a href="https://docs.localstack.cloud/aws/services/stepfunctions/#mocked-service-integrations">Mocked integrations</a>
 */
record InterpretedWorkflow(SfnClient client) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String CASE = "replies";
    /** More than any state is entered. */
    private static final int MANY = 60;

    /** Writes what the calls of all workflows come to, before any is run. */
    static void mock(Path file, List<GeneratedWorkflow> workflows) throws IOException {
        Map<String, Map<String, List<GeneratedWorkflow.Reply>>> all = new LinkedHashMap<>();
        for (GeneratedWorkflow workflow : workflows) {
            Map<String, List<GeneratedWorkflow.Reply>> states = new LinkedHashMap<>();
            workflow.replies().forEach((route, replies) -> states.put("c" + route, replies));
            all.put(workflow.id(), states);
        }
        mock(file, all);
    }

    /**
     * Writes what the calls of all workflows come to, before any is run.
     *
     * @param file that LocalStack reads
     * @param workflows by the names of their state machines: the replies to each state's calls
     */
    static void mock(Path file, Map<String, Map<String, List<GeneratedWorkflow.Reply>>> workflows) throws IOException {
        Map<String, Object> machines = new LinkedHashMap<>();
        Map<String, Object> responses = new LinkedHashMap<>();
        workflows.forEach((machine, calls) -> {
            Map<String, Object> states = new LinkedHashMap<>();
            calls.forEach((state, replies) -> {
                states.put(state, machine + "/" + state);
                responses.put(machine + "/" + state, responses(replies));
            });
            machines.put(machine, Map.of("TestCases", Map.of(CASE, states)));
        });
        // LocalStack reads it anew when its time has other seconds.
        FileTime later =
                FileTime.from(Files.getLastModifiedTime(file).toInstant().plusSeconds(2));
        Files.writeString(
                file, MAPPER.writeValueAsString(Map.of("StateMachines", machines, "MockedResponses", responses)));
        Files.setLastModifiedTime(file, later);
    }

    /** The names of all states of a definition that call a route. */
    static List<String> calling(String route, Object definition) {
        List<String> names = new ArrayList<>();
        if (definition instanceof Map<?, ?> map) {
            map.forEach((name, each) -> {
                if (each instanceof Map<?, ?> state
                        && "Task".equals(state.get("Type"))
                        && state.get("Arguments").toString().contains(":function:" + route + "-${environment}:")) {
                    names.add(name.toString());
                }
                names.addAll(calling(route, each));
            });
        } else if (definition instanceof List<?> list) {
            list.forEach(each -> names.addAll(calling(route, each)));
        }
        return names;
    }

    private static Map<String, Object> responses(List<GeneratedWorkflow.Reply> replies) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int i = 0; i < replies.size(); i++) {
            GeneratedWorkflow.Reply reply = replies.get(i);
            String attempt = i < replies.size() - 1 ? String.valueOf(i) : i + "-" + MANY;
            all.put(
                    attempt,
                    reply.failure() == null
                            ? Map.of("Return", Map.of("StatusCode", 200, "Payload", Map.of("body", reply.body())))
                            : Map.of(
                                    "Throw",
                                    Map.of(
                                            "Error",
                                            "dev.dromedary.function.runtime.InvocationFailedException",
                                            "Cause",
                                            "{\"errorMessage\":\"" + reply.failure() + "\"}")));
        }
        return all;
    }

    WorkflowOutcome run(String id, Map<String, Object> definition, String name, Map<String, Object> input)
            throws IOException, InterruptedException {
        String text = MAPPER.writeValueAsString(inline(definition))
                .replace("${partition}", "aws")
                .replace("${region}", "us-east-1")
                .replace("${account}", "000000000000")
                .replace("-${environment}", "");
        String machine = client.createStateMachine(
                        create -> create.name(id).definition(text).roleArn("arn:aws:iam::000000000000:role/workflow"))
                .stateMachineArn();
        String body = MAPPER.writeValueAsString(input);
        String execution = client.startExecution(start ->
                        start.stateMachineArn(machine + "#" + CASE).name(name).input(body))
                .executionArn();
        DescribeExecutionResponse described = client.describeExecution(look -> look.executionArn(execution));
        while (described.status() == ExecutionStatus.RUNNING) {
            Thread.sleep(50);
            described = client.describeExecution(look -> look.executionArn(execution));
        }
        List<HistoryEvent> history = new ArrayList<>();
        client.getExecutionHistoryPaginator(look -> look.executionArn(execution))
                .events()
                .forEach(history::add);
        client.deleteStateMachine(delete -> delete.stateMachineArn(machine));
        boolean succeeded = described.status() == ExecutionStatus.SUCCEEDED;
        return new WorkflowOutcome(
                succeeded ? MAPPER.readTree(described.output()) : null,
                succeeded ? null : described.error() + ": " + described.cause(),
                calls(history));
    }

    private static List<String> calls(List<HistoryEvent> history) throws IOException {
        List<String> calls = new ArrayList<>();
        for (HistoryEvent event : history) {
            if (event.taskScheduledEventDetails() != null) {
                JsonNode call =
                        MAPPER.readTree(event.taskScheduledEventDetails().parameters());
                String function = call.get("FunctionName").asText().replaceFirst(".*:function:(.*):live", "$1");
                calls.add(function + " " + call.get("Payload").get("body"));
            }
        }
        return calls.stream().sorted().toList();
    }

    private static Object inline(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> all = new LinkedHashMap<>();
            map.forEach((name, each) -> all.put(name.toString(), inline(each)));
            if (all.containsKey("Mode")) {
                return Map.of("Mode", "INLINE");
            }
            return all;
        }
        return value instanceof List<?> list
                ? list.stream().map(InterpretedWorkflow::inline).toList()
                : value;
    }
}
