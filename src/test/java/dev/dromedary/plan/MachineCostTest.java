package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.Shipped;
import dev.dromedary.plan.cost.Cost;
import dev.dromedary.plan.cost.Prices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What state machines cost. */
class MachineCostTest {

    private static final Offset<Double> EXACTLY = within(1e-9);
    private static final String CALL = "- to: lambda:invoke?route=orders-call\n";

    @TempDir
    Path folder;

    private JsonNode cost(String options, String steps, String... properties) throws IOException {
        PlannedRoutes routes = PlannedRoutes.alone(folder);
        routes.route("call", "lambda-direct:orders-call", "memory: 1769", "- log: called\n");
        routes.route("run", "lambda-workflow:orders-run", options, steps);
        routes.route(
                "take",
                "lambda-s3",
                "bucketNameOrArn: \"{{orders.bucket}}\", prefix: raw/, includeBody: \"false\"",
                "- to: body:select?fields=key\n- to: workflow:start?route=orders-run\n");
        Path volumes = Files.writeString(folder.resolve("volumes"), String.join("\n", properties));
        JsonNode cost = new ObjectMapper()
                .readTree(Cost.of(routes.plan(), Prices.of(folder), volumes).json());
        return cost.path("pipelines").path("orders").path("functions").path("orders-run");
    }

    private static double used(JsonNode machine) {
        return machine.path("byUse").path("Step Functions").asDouble();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | `- to: lambda:invoke?route=orders-call`",
                "3 | `- delay: {constant: 1000}\n- to: lambda:invoke?route=orders-call\n- setBody: {constant: done}`",
                // The way with more states; what is caught and what fails is not usual.
                "4 | `- choice: {when: [{simple: \"${body[a]} == 'b'\", steps: [{to: lambda:invoke?route=orders-call}, {to: lambda:invoke?route=orders-call}]}], otherwise: {steps: [{to: lambda:invoke?route=orders-call}]}}\n- to: lambda:invoke?route=orders-call`",
                "2 | `- choice: {when: [{simple: \"${body[a]} == 'b'\", steps: [{setVariable: {name: x, constant: y}}, {setVariable: {name: z, constant: y}}, {throwException: {exceptionType: java.lang.IllegalStateException, message: no}}]}], otherwise: {steps: [{to: lambda:invoke?route=orders-call}]}}`",
                "3 | `- multicast: {parallelProcessing: \"true\", stopOnException: \"true\", aggregationStrategy: \"#original\", steps: [{to: lambda:invoke?route=orders-call}, {to: lambda:invoke?route=orders-call}]}`",
                // One, and two for each of ten parts, which is taken and handed on.
                "21 | `- split: {simple: \"${body[a]}\", stopOnException: \"true\", aggregationStrategy: \"#original\", steps: [{to: lambda:invoke?route=orders-call}]}`",
            })
    void shouldPayForEachStateThatIsEntered_whenAWorkflowIsStandard(int transitions, String steps) throws IOException {
        JsonNode machine = cost("timeout: 60", steps.replace("\\n", "\n"), "orders.cost.take.events=1000");

        assertThat(machine.path("eventsPerMonth").asDouble()).isEqualTo(1000);
        assertThat(used(machine)).isCloseTo(1000 * transitions * 25 / 1e6, EXACTLY);
        assertThat(machine.path("atRest").path("alarms").asDouble()).isCloseTo(0.3, EXACTLY);
    }

    @Test
    void shouldPayForPartsAsTold_whenAPropertySaysHowMany() throws IOException {
        JsonNode machine = cost(
                "timeout: 60",
                "- split: {simple: \"${body[a]}\", stopOnException: \"true\", aggregationStrategy: \"#original\", steps: [{to:"
                        + " lambda:invoke?route=orders-call}]}\n",
                "orders.cost.take.events=1000",
                "orders.cost.run.parts=200");

        assertThat(used(machine)).isCloseTo(1000 * 401 * 25 / 1e6, EXACTLY);
    }

    /** 64 MB for the 0.05 s of the function, which are 0.1 s. */
    @Test
    void shouldPayForRequestsAndMemory_whenAWorkflowIsExpress() throws IOException {
        JsonNode machine = cost("type: EXPRESS, timeout: 60", CALL, "orders.cost.take.events=1000000");

        assertThat(used(machine)).isCloseTo(1 + 1e6 * 0.0625 * 0.1 / 3600 * 0.06, EXACTLY);
    }

    @Test
    void shouldCountWhatComesToTheStages_whenTheWebLogsHaveAWorkflow() throws IOException {
        Shipped.copyTo(folder);
        Files.writeString(folder.resolve("weblogs/weblogs.flow.properties"), "weblogs.workflow=true\n");
        Path volumes = Files.writeString(folder.resolve("volumes"), "weblogs.cost.silver.events=1000\n");

        Cost cost =
                Cost.of(Plan.of(new RoutesFolder(folder).in("flow"), List.of("weblogs")), Prices.of(folder), volumes);
        JsonNode functions = new ObjectMapper()
                .readTree(cost.json())
                .path("pipelines")
                .path("weblogs")
                .path("functions");

        // A thousand logs, and thirty nights and a half.
        double executions = functions.path("weblogs-run").path("eventsPerMonth").asDouble();
        assertThat(executions).isBetween(1030.0, 1031.0);
        assertThat(functions.path("weblogs-figures").path("eventsPerMonth").asDouble())
                .isEqualTo(executions);
        assertThat(used(functions.path("weblogs-run"))).isCloseTo(executions * 4 * 25 / 1e6, EXACTLY);
    }
}
