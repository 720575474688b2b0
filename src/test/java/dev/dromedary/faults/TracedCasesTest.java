package dev.dromedary.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.testing.Rehearsal;
import dev.dromedary.desk.testing.TestCase;
import dev.dromedary.desk.testing.TestFile;
import dev.dromedary.faults.FunctionProcess.Made;
import dev.dromedary.faults.FunctionProcess.Plan;
import dev.dromedary.function.runtime.stub.TraceDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What X-Ray is told of the cases beside the shipped routes, whose calls are those of the SDK's own clients. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracedCasesTest {

    /** Larger than a batch and a part of an upload. */
    private static final int LARGE = 6 * 1024 * 1024;

    /** Of each route's cases: those that follow are variations. */
    private static final int MOST = 5;

    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(TracedCasesTest.class.getResourceAsStream("/xray-subsegment.schema.json"));

    private final QuietLog log = new QuietLog();
    private Clouds clouds;
    private TraceDaemon daemon;

    /**
     * One invocation.
     *
     * @param told what X-Ray was
     * @param made the calls
     */
    private record Traced(List<JsonNode> told, List<Made> made, boolean succeeded) {

        List<JsonNode> calls() {
            return told.stream()
                    .filter(each -> each.path("namespace").asText().equals("aws"))
                    .toList();
        }

        JsonNode named(String name) {
            return told.stream()
                    .filter(each -> each.path("name").asText().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " in " + told));
        }
    }

    @BeforeAll
    void open() {
        log.silence();
        clouds = new Clouds();
    }

    @AfterAll
    void close() {
        clouds.close();
        log.restore();
    }

    @BeforeEach
    void listen() throws IOException {
        daemon = new TraceDaemon();
        TraceDaemon.header(TraceDaemon.SAMPLED);
    }

    @AfterEach
    void hangUp() {
        daemon.close();
    }

    static Stream<TestFile> files() {
        return FaultMatrixTest.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldRecordEachCallWithinItsStep_whenTheTraceIsSampled(TestFile file) {
        List<TestCase> tests = file.cases().stream()
                .filter(test -> !Rehearsal.hasFaults(test))
                .limit(MOST)
                .toList();
        for (TestCase test : tests) {
            for (Traced invocation : invocations(file, test, Map.of(), (number, process) -> {})) {
                assertThat(invocation.told()).as(test.name()).isNotEmpty();
                assertWellFormed(invocation.told());
                assertThat(operations(invocation))
                        .as(test.name())
                        .containsExactlyInAnyOrderElementsOf(made(invocation));
                assertThat(invocation.named(file.route()).path("fault").asBoolean())
                        .isEqualTo(!invocation.succeeded() && !isOfAQueue(invocation));
            }
        }
    }

    @Test
    void shouldNameStepsAsTheRouteDoes_whenAFileIsSplit() {
        Traced invocation = ingest(Map.of(), (number, process) -> {});

        List<JsonNode> told = invocation.told();
        assertThat(told.get(0).path("name").asText()).isEqualTo("health-ingest");
        assertThat(told.get(0).path("parent_id").asText()).isEqualTo(TraceDaemon.PARENT);
        assertThat(told.get(0).at("/annotations/route").asText()).isEqualTo("health-ingest");
        assertThat(invocation
                        .named("lambda-s3")
                        .at("/annotations/correlation_id")
                        .asText())
                .matches("dromedary-health/raw/ward\\.csv@.+");
        assertThat(path(told, "records:validate"))
                .containsExactly("health-ingest", "lambda-s3", "idempotentConsumer", "split", "records:validate");
        assertThat(path(told, "event:put")).containsSubsequence("idempotentConsumer", "filter", "choice", "event:put");
        assertThat(path(told, "EventBridge")).endsWith("event:put", "EventBridge");
        assertThat(invocation
                        .named("records:open")
                        .at("/metadata/dromedary/step/description")
                        .asText())
                .isEqualTo("Count, hash and gunzip while reading.");
        assertThat(invocation
                        .named("records:open")
                        .at("/metadata/dromedary/step/source")
                        .asText())
                .matches("health/ingest\\.camel\\.yaml:\\d+");
        JsonNode aws = invocation.calls().get(0).path("aws");
        assertThat(aws.path("region").asText()).isEqualTo("us-east-1");
        assertThat(aws.path("table_name").asText()).isEqualTo("dromedary-ledger");
    }

    @Test
    void shouldTellNoValueAndNoKey_whenAFileIsSplit() {
        List<JsonNode> told = ingest(Map.of(), (number, process) -> {}).told();

        assertThat(told.toString().replaceAll("\"correlation_id\":\"[^\"]*\"", ""))
                .doesNotContain("user-00", "6500", "2026-01-05T08", "ward", "raw/");
    }

    @Test
    void shouldCountWhatRepeats_whenAFileHasManyBatches() {
        TestFile file = file("health-ingest");
        TestCase large = Rehearsal.enlarged(file.cases().get(0), LARGE).orElseThrow();

        Traced invocation =
                invocations(file, large, Map.of(), (number, process) -> {}).get(0);

        assertWellFormed(invocation.told());
        assertThat(invocation.told()).hasSizeLessThanOrEqualTo(200);
        JsonNode repeated = invocation.named("split").at("/metadata/dromedary/repeated/records:write");
        assertThat(repeated.path("count").asInt()).isGreaterThan(20);
        assertThat(repeated.path("seconds").asDouble()).isPositive();
        assertThat(invocation.told().stream()
                        .filter(each -> each.path("name").asText().equals("records:write")))
                .hasSize(10);
        assertThat(invocation.named("records:manifest")).isNotNull();
        assertThat(operations(invocation)).containsExactlyInAnyOrderElementsOf(made(invocation));
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR_BEFORE_EFFECT", "THROTTLED", "EXPIRED_CREDENTIALS", "LOST_REPLY"})
    void shouldSayWhoseFaultItWas_whenACallFails(Fault fault) {
        Traced invocation = ingest(
                Map.of("dromedary.redelivery.delay", "1"), (number, process) -> process.meet(new Plan(2, fault, true)));

        assertWellFormed(invocation.told());
        JsonNode call = invocation.calls().get(2);
        assertThat(call.at("/aws/operation").asText()).isEqualTo("GetObject");
        assertThat(flags(call))
                .containsExactlyElementsOf(
                        switch (fault) {
                            case THROTTLED -> List.of("error", "throttle");
                            case EXPIRED_CREDENTIALS -> List.of("error");
                            default -> List.of("fault");
                        });
        JsonNode exception = call.at("/cause/exceptions/0");
        assertThat(exception.path("type").asText()).startsWith("software.amazon.awssdk.");
        assertThat(exception.path("message").asText()).doesNotContain(" ");
        List<JsonNode> chain = chain(invocation.told(), call);
        JsonNode step = chain.get(chain.size() - 2);
        assertThat(flags(step)).containsExactly("fault");
        assertThat(step.path("cause").asText()).isEqualTo(exception.path("id").asText());
        assertThat(flags(invocation.told().get(0))).containsExactly("fault");
    }

    @Test
    void shouldRecordTheFailureToo_whenThereIsNoRoomLeft() {
        Traced invocation = ingest(
                Map.of("dromedary.tracing.subsegments", "2"),
                (number, process) -> process.meet(new Plan(2, Fault.EXPIRED_CREDENTIALS, true)));

        assertWellFormed(invocation.told());
        assertThat(invocation.calls().stream().filter(call -> call.path("error").asBoolean()))
                .isNotEmpty();
        assertThat(operations(invocation)).containsExactlyInAnyOrderElementsOf(made(invocation));
    }

    @Test
    void shouldTellNothing_whenTheTraceIsNotSampled() {
        TraceDaemon.header(TraceDaemon.SAMPLED.replace("Sampled=1", "Sampled=0"));

        assertThat(ingest(Map.of(), (number, process) -> {}).told()).isEmpty();
    }

    @Test
    void shouldTellNothing_whenTracingIsOff() {
        assertThat(ingest(Map.of("dromedary.tracing.subsegments", "0"), (number, process) -> {})
                        .told())
                .isEmpty();
    }

    /** What is done before an invocation. */
    private interface Preparation {
        void before(int number, FunctionProcess process);
    }

    private Traced ingest(Map<String, String> properties, Preparation preparation) {
        TestFile file = file("health-ingest");
        return invocations(file, file.cases().get(0), properties, preparation).get(0);
    }

    private static TestFile file(String route) {
        return files().filter(file -> file.route().equals(route)).findFirst().orElseThrow();
    }

    private List<Traced> invocations(
            TestFile file, TestCase test, Map<String, String> properties, Preparation preparation) {
        List<Traced> invocations = new ArrayList<>();
        Path folder = clouds.folder();
        try (FunctionProcess process = new FunctionProcess(
                        file, test, new SimulatedTime(), properties, Optional.of(daemon.address()));
                EmbeddedCloud cloud = clouds.open(folder)) {
            process.begin(cloud, new Server(cloud), Duration.ZERO);
            Rehearsal rehearsal = new Rehearsal(file, test, cloud, process.context());
            for (int step = 0; step < rehearsal.steps(); step++) {
                Optional<Map<String, Object>> event = rehearsal.step(step);
                if (event.isPresent()) {
                    preparation.before(step, process);
                    int before = process.calls();
                    boolean succeeded = process.invoke(event.get()).isEmpty();
                    List<Made> made = process.made().stream()
                            .filter(each -> each.call().number() >= before)
                            .toList();
                    invocations.add(new Traced(daemon.documents(), made, succeeded));
                }
            }
        }
        return invocations;
    }

    private static boolean isOfAQueue(Traced invocation) {
        return invocation.told().stream()
                .anyMatch(each -> each.path("name").asText().equals("lambda-sqs"));
    }

    private static void assertWellFormed(List<JsonNode> told) {
        assertThat(told).allSatisfy(each -> assertThat(SCHEMA.validate(each)).isEmpty());
        Map<String, JsonNode> byId =
                told.stream().collect(Collectors.toMap(each -> each.path("id").asText(), Function.identity()));
        assertThat(told).allSatisfy(each -> {
            assertThat(each.path("trace_id").asText()).isEqualTo(TraceDaemon.ROOT);
            assertThat(each.path("end_time").decimalValue())
                    .isGreaterThanOrEqualTo(each.path("start_time").decimalValue());
            JsonNode parent = byId.get(each.path("parent_id").asText());
            if (parent == null) {
                assertThat(each.path("parent_id").asText()).isEqualTo(TraceDaemon.PARENT);
                assertThat(each).isSameAs(told.get(0));
            } else {
                assertThat(each.path("start_time").decimalValue())
                        .isGreaterThanOrEqualTo(parent.path("start_time").decimalValue());
                assertThat(each.path("end_time").decimalValue())
                        .isLessThanOrEqualTo(parent.path("end_time").decimalValue());
            }
        });
    }

    /** The calls of which X-Ray knows, one each: those that it is shown, and those that are only counted. */
    private static List<String> operations(Traced invocation) {
        List<String> operations = new ArrayList<>();
        for (JsonNode call : invocation.calls()) {
            operations.add(
                    call.path("name").asText() + "." + call.at("/aws/operation").asText());
        }
        for (JsonNode each : invocation.told()) {
            each.at("/metadata/dromedary/repeated").properties().forEach(repeated -> {
                String operation = repeated.getKey();
                long shown = invocation.calls().stream()
                        .filter(call -> call.path("parent_id").equals(each.path("id")))
                        .filter(call -> operation.equals(call.path("name").asText() + "."
                                + call.at("/aws/operation").asText()))
                        .count();
                if (operation.matches("[A-Z]\\w+\\.[A-Z]\\w+")) {
                    for (long n = shown; n < repeated.getValue().path("count").asLong(); n++) {
                        operations.add(operation);
                    }
                }
            });
        }
        return operations;
    }

    private static List<String> made(Traced invocation) {
        return invocation.made().stream()
                .map(made -> made.call().service() + "." + made.call().operation())
                .toList();
    }

    private static List<String> flags(JsonNode each) {
        return Stream.of("error", "fault", "throttle")
                .filter(flag -> each.path(flag).asBoolean())
                .toList();
    }

    private static List<String> path(List<JsonNode> told, String name) {
        JsonNode last = told.stream()
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
        return chain(told, last).stream()
                .map(each -> each.path("name").asText())
                .toList();
    }

    /** From the invocation down to a subsegment. */
    private static List<JsonNode> chain(List<JsonNode> told, JsonNode last) {
        List<JsonNode> chain = new ArrayList<>();
        for (Optional<JsonNode> each = Optional.of(last); each.isPresent(); ) {
            chain.add(0, each.get());
            String parent = each.get().path("parent_id").asText();
            each = told.stream()
                    .filter(other -> other.path("id").asText().equals(parent))
                    .findFirst();
        }
        return chain;
    }
}
