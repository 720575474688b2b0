package dev.dromedary.plan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.Shipped;
import dev.dromedary.desk.testing.RouteTests;
import dev.dromedary.desk.testing.TestCase;
import dev.dromedary.desk.testing.TestFile;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** What the cases beside the shipped workflows expect of the routes, an interpreter finds of their state machines. */
@Tag("emulator")
class WorkflowCasesIT {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    @TempDir
    Path folder;

    private final Map<String, TestCase> cases = new LinkedHashMap<>();

    /** By names of their own, as each has replies of its own. */
    private Map<String, Map<String, List<GeneratedWorkflow.Reply>>> replies(Map<String, Object> machines) {
        Map<String, Map<String, List<GeneratedWorkflow.Reply>>> all = new LinkedHashMap<>();
        RouteTests tests = new RouteTests(folder);
        for (String pipeline : List.of("pipelines", "weblogs")) {
            for (TestFile file : tests.of(pipeline)) {
                for (TestCase test : file.cases()) {
                    if (test.given().has("routes")) {
                        String name = file.route() + "-" + cases.size();
                        Map<String, List<GeneratedWorkflow.Reply>> states = new LinkedHashMap<>();
                        test.given().get("routes").properties().forEach(each -> {
                            List<GeneratedWorkflow.Reply> list = new ArrayList<>();
                            each.getValue().forEach(reply -> list.add(reply(reply)));
                            InterpretedWorkflow.calling(each.getKey(), machines.get(file.route()))
                                    .forEach(state -> states.put(state, list));
                        });
                        all.put(name, states);
                        cases.put(name, test);
                    }
                }
            }
        }
        return all;
    }

    private static GeneratedWorkflow.Reply reply(JsonNode reply) {
        return reply.has("failed")
                ? new GeneratedWorkflow.Reply(null, reply.get("failed").asText())
                : new GeneratedWorkflow.Reply(MAPPER.convertValue(reply.get("json"), FIELDS), null);
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldComeToWhatTheCasesExpect_whenAnInterpreterRunsTheStateMachines() throws Exception {
        String mocks = System.getenv("SFN_MOCK_CONFIG");
        assumeTrue(mocks != null, "SFN_MOCK_CONFIG names the file that LocalStack's replies are read from");
        Shipped.copyTo(folder);
        Files.writeString(folder.resolve("weblogs/weblogs.flow.properties"), "weblogs.workflow=true\n");
        Map<String, Object> machines = (Map<String, Object>)
                Plan.of(new RoutesFolder(folder).in("flow")).document().get("stateMachines");
        InterpretedWorkflow.mock(Path.of(mocks), replies(machines));
        assertThat(cases.keySet())
                .anyMatch(name -> name.startsWith("weblogs-run-"))
                .anyMatch(name -> name.startsWith("pipelines-run-"));
        try (SfnClient client = SfnClient.builder()
                .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL")))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            InterpretedWorkflow interpreter = new InterpretedWorkflow(client);
            for (Map.Entry<String, TestCase> each : cases.entrySet()) {
                JsonNode then = each.getValue().then();
                Map<String, Object> input = MAPPER.convertValue(
                        each.getValue().when().get(0).get("document").get("input"), FIELDS);
                Map<String, Object> machine =
                        (Map<String, Object>) machines.get(each.getKey().replaceFirst("-\\d+$", ""));

                WorkflowOutcome outcome = interpreter.run(
                        each.getKey(),
                        (Map<String, Object>) machine.get("definition"),
                        UUID.randomUUID().toString(),
                        input);

                assertThat(outcome.failure() == null)
                        .as(each.getKey() + ": " + outcome.failure())
                        .isEqualTo(!then.get("outcomes").get(0).has("failed"));
                assertThat(calls(outcome)).as(each.getKey()).containsExactlyInAnyOrderElementsOf(expected(then));
            }
        }
    }

    private static List<Map.Entry<String, JsonNode>> calls(WorkflowOutcome outcome) throws Exception {
        List<Map.Entry<String, JsonNode>> calls = new ArrayList<>();
        for (String call : outcome.calls()) {
            calls.add(Map.entry(
                    call.substring(0, call.indexOf(' ')), MAPPER.readTree(call.substring(call.indexOf(' ') + 1))));
        }
        return calls;
    }

    private static List<Map.Entry<String, JsonNode>> expected(JsonNode then) throws Exception {
        List<Map.Entry<String, JsonNode>> calls = new ArrayList<>();
        for (JsonNode call : then.get("invocations")) {
            // Read anew, as YAML's numbers are of another kind.
            calls.add(Map.entry(
                    call.get("route").asText(), MAPPER.readTree(call.get("body").toString())));
        }
        return calls;
    }
}
