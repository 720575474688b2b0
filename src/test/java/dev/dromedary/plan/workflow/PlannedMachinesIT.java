package dev.dromedary.plan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dromedary.desk.emulator.Names;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;

/** The state machines of all workflows judged by LocalStack, and that of the example of large files run by its interpreter, with replies in place of functions. */
@Tag("emulator")
class PlannedMachinesIT {

    private static final Path ROUTES = Path.of("routes");
    private static final Path EXAMPLES = Path.of("examples");

    private static final Map<String, Object> machines = new LinkedHashMap<>();
    private static SfnClient client;

    @BeforeAll
    @SuppressWarnings("unchecked")
    static void plan() {
        for (Path folder : List.of(ROUTES, EXAMPLES)) {
            machines.putAll((Map<String, Object>)
                    Plan.of(new RoutesFolder(folder)).document().get("stateMachines"));
        }
        client = SfnClient.builder()
                .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL")))
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterAll
    static void close() {
        client.close();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> definition(Object machine) {
        return (Map<String, Object>) ((Map<String, Object>) machine).get("definition");
    }

    @Test
    void shouldBeValid_whenAStateMachineIsPlanned() {
        assertThat(machines).containsKeys("pipelines-run", "bulk-run");
        machines.forEach((id, machine) -> {
            String definition = Names.of(Map.of()).fill(JsonDocument.write(definition(machine)));

            ValidateStateMachineDefinitionResponse validated =
                    client.validateStateMachineDefinition(validate -> validate.definition(definition));

            assertThat(validated.result())
                    .as(id + ": " + validated.diagnostics())
                    .isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
        });
        assertThat(client.validateStateMachineDefinition(
                                validate -> validate.definition("{\"StartAt\": \"none\", \"States\": {}}"))
                        .result())
                .isEqualTo(ValidateStateMachineDefinitionResultCode.FAIL);
    }

    private static GeneratedWorkflow.Reply reply(Map<String, Object> body) {
        return new GeneratedWorkflow.Reply(body, null);
    }

    /** Parts in the execution itself: LocalStack's Distributed Map succeeds when a part fails. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldComeToTheSame_whenCamelAndAnInterpreterReadByRanges(boolean failing) throws Exception {
        Map<String, Object> cut = Map.of(
                "id", "e-1",
                "key", "incoming/é.ndjson",
                "etag", "e",
                "ranges",
                        List.of(
                                Map.of("number", 1, "from", 0, "to", 90, "header_bytes", 4),
                                Map.of("number", 2, "from", 90, "to", 5_000_000_000L, "header_bytes", 4)));
        GeneratedWorkflow.Reply read = failing
                ? new GeneratedWorkflow.Reply(null, "no time")
                : reply(Map.of("manifest_key", "ranges/e-1/n.json"));

        WorkflowOutcome other = same(
                EXAMPLES,
                "bulk-run",
                Map.of(
                        "bulk-cut", List.of(reply(cut)),
                        "bulk-read", List.of(read),
                        "bulk-merge", List.of(reply(Map.of("manifest_key", "manifests/e-1.json")))),
                Map.of("key", "incoming/é.ndjson", "etag", "e"));

        assertThat(other.failure() != null).isEqualTo(failing);
        assertThat(other.calls()).anySatisfy(call -> assertThat(call)
                .startsWith("bulk-read ")
                .contains("\"to\":5000000000", "\"id\":\"e-1\"", "\"etag\":\"e\""));
    }

    /** What an interpreter comes to, which has to be what Camel does. */
    private static WorkflowOutcome same(
            Path folder, String id, Map<String, List<GeneratedWorkflow.Reply>> replies, Map<String, Object> input)
            throws Exception {
        String mocks = System.getenv("SFN_MOCK_CONFIG");
        assumeTrue(mocks != null, "SFN_MOCK_CONFIG names the file that LocalStack's replies are read from");
        InterpretedWorkflow.mock(Path.of(mocks), Map.of(id, replies));
        String name = "shipped-" + System.nanoTime();
        WorkflowOutcome camel = CamelWorkflow.run(folder, id, replies, name, input);
        WorkflowOutcome other = new InterpretedWorkflow(client).run(id, definition(machines.get(id)), name, input);
        assertThat(camel.difference(other, id.equals("bulk-run") && camel.failure() != null))
                .isNull();
        return other;
    }
}
