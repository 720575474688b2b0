package dev.dromedary.plan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Workflows of chance come to the same when Camel runs them and when an interpreter runs their state machines. */
@Tag("emulator")
class WorkflowDifferentialIT {

    private static final int WORKFLOWS = Integer.parseInt(System.getenv().getOrDefault("WORKFLOWS", "200"));
    private static final long FIRST_SEED = Long.parseLong(System.getenv().getOrDefault("WORKFLOWS_SEED", "1"));
    /** Most of the time an interpreter waits to try again. */
    private static final int THREADS = 12;

    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("unchecked")
    void shouldComeToTheSame_whenCamelAndAnInterpreterRunAWorkflow() throws Exception {
        String mocks = System.getenv("SFN_MOCK_CONFIG");
        assumeTrue(mocks != null, "SFN_MOCK_CONFIG names the file that LocalStack's replies are read from");
        Files.createDirectories(folder.resolve("shared"));
        Files.copy(Path.of("routes/shared/errors.camel.yaml"), folder.resolve("shared/errors.camel.yaml"));
        Path pipeline = Files.createDirectories(folder.resolve("chance"));
        Files.writeString(pipeline.resolve("chance.properties"), "");
        Map<GeneratedWorkflow, Map<String, Object>> workflows = new LinkedHashMap<>();
        for (int i = 0; i < WORKFLOWS; i++) {
            GeneratedWorkflow workflow = new GeneratedWorkflow("chance-w" + i, FIRST_SEED + i);
            Files.writeString(pipeline.resolve("w" + i + ".camel.yaml"), workflow.yaml());
            for (String route : workflow.replies().keySet()) {
                String verb = route.substring("chance-".length());
                Files.writeString(
                        pipeline.resolve(verb + ".camel.yaml"),
                        "- route:\n    id: " + route + "\n    from:\n      uri: lambda-direct:" + route
                                + "\n      steps:\n        - log: called\n");
            }
            workflows.put(workflow, workflow.input());
        }
        Map<String, Object> machines = (Map<String, Object>)
                Plan.of(new RoutesFolder(folder)).document().get("stateMachines");
        InterpretedWorkflow.mock(
                Path.of(mocks),
                workflows.keySet().stream()
                        .collect(Collectors.toMap(GeneratedWorkflow::id, GeneratedWorkflow::repliesToStates)));
        Queue<String> differences = new ConcurrentLinkedQueue<>();
        AtomicInteger failed = new AtomicInteger();
        String run = Long.toString(System.currentTimeMillis());
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (SfnClient client = SfnClient.builder()
                .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL")))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build()) {
            InterpretedWorkflow interpreter = new InterpretedWorkflow(client);
            List<Future<?>> all = new ArrayList<>();
            workflows.forEach((workflow, input) -> all.add(threads.submit(() -> {
                String name = run + "-" + workflow.id();
                Map<String, Object> machine = (Map<String, Object>) machines.get(workflow.id());
                WorkflowOutcome camel = CamelWorkflow.run(folder, workflow.id(), workflow.replies(), name, input);
                WorkflowOutcome other =
                        interpreter.run(workflow.id(), (Map<String, Object>) machine.get("definition"), name, input);
                failed.addAndGet(camel.failure() == null ? 0 : 1);
                String difference = camel.difference(other, workflow.hasFailingBranches());
                if (difference != null) {
                    differences.add(workflow.id() + ": " + difference + "\n" + input + "\n" + workflow.yaml());
                }
                return null;
            })));
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(differences)
                .as(failed + " of " + WORKFLOWS + " workflows fail")
                .isEmpty();
        assertThat(failed.get()).as("workflows that fail").isBetween(WORKFLOWS / 20, WORKFLOWS / 2);
    }
}
