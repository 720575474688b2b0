package dev.dromedary.plan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State machines of workflows; that they mean what Camel does is for {@link WorkflowDifferentialIT}. */
class WorkflowCompilerTest {

    @TempDir
    Path folder;

    private JsonNode plan(String steps) throws IOException {
        Files.createDirectories(folder.resolve("shared"));
        Files.copy(Path.of("routes/shared/errors.camel.yaml"), folder.resolve("shared/errors.camel.yaml"));
        Path flow = Files.createDirectories(folder.resolve("flow"));
        Files.writeString(flow.resolve("flow.properties"), "flow.delay=3000\n");
        Files.writeString(
                flow.resolve("run.camel.yaml"),
                "- route:\n    id: flow-run\n    from:\n      uri: lambda-workflow:run\n      steps:\n"
                        + steps.indent(8));
        Files.writeString(
                flow.resolve("score.camel.yaml"),
                "- route:\n    id: flow-score\n    from:\n      uri: lambda-direct:score\n      steps:\n        - log: x\n");
        return new ObjectMapper()
                .readTree(Plan.of(new RoutesFolder(folder)).json())
                .path("stateMachines")
                .path("flow-run");
    }

    private JsonNode definition(String steps) throws IOException {
        return plan(steps).get("definition");
    }

    @Test
    void shouldTryAgainAsTheErrorHandlingSays_whenARouteIsCalled() throws IOException {
        JsonNode task = definition("""
                - to: { uri: lambda:invoke, parameters: { route: flow-score }, variableReceive: scored }
                """).at("/States/flow-score");

        assertThat(task.get("Arguments").get("FunctionName").asText())
                .isEqualTo("arn:${partition}:lambda:${region}:${account}:function:flow-score-${environment}:live");
        assertThat(task.at("/Assign/scored").asText()).isEqualTo("{% $states.result.Payload.body %}");
        assertThat(task.get("Output").asText()).isEqualTo("{% $states.input %}");
        JsonNode retry = task.get("Retry").get(0);
        assertThat(retry.get("MaxAttempts").asInt()).isEqualTo(4);
        assertThat(retry.get("BackoffRate").asInt()).isEqualTo(2);
        assertThat(retry.get("MaxDelaySeconds").asInt()).isEqualTo(8);
        assertThat(retry.get("JitterStrategy").asText()).isEqualTo("FULL");
        assertThat(retry.get("ErrorEquals").toString())
                .contains("Lambda.TooManyRequestsException", "InvocationFailedException");
    }

    /** The shared error handling stands in that route, too, and is no step of it. */
    @Test
    void shouldHaveTheStepsOfAnotherRoute_whenItIsCalled() throws IOException {
        Files.createDirectories(folder.resolve("flow"));
        Files.writeString(folder.resolve("flow/zz.camel.yaml"), """
                - route:
                    id: flow-zz
                    from:
                      uri: direct:flow-zz
                      steps:
                        - to: { uri: lambda:invoke, parameters: { route: flow-score } }
                """);

        JsonNode states = definition("- to: direct:flow-zz").get("States");

        assertThat(states.size()).isEqualTo(1);
        assertThat(states.at("/flow-score/Retry/0/MaxAttempts").asInt()).isEqualTo(4);
    }

    @Test
    void shouldAllowJustTheCalls_whenItNamesRoutes() throws IOException {
        JsonNode statements = plan("""
                - to: { uri: lambda:invoke, parameters: { route: flow-score } }
                """).get("statements");

        assertThat(statements).hasSize(1);
        assertThat(statements.get(0).get("resources").toString())
                .isEqualTo(
                        "[\"arn:${partition}:lambda:${region}:${account}:function:flow-score-${environment}:live\"]");
    }

    @Test
    void shouldCatchInPlaceOfTryingAgain_whenItStandsInADoTry() throws IOException {
        JsonNode states = definition("""
                - doTry:
                    steps:
                      - to: { uri: lambda:invoke, parameters: { route: flow-score } }
                      - throwException: { exceptionType: java.lang.IllegalStateException, message: bad }
                    doCatch:
                      - exception: [ java.lang.IllegalStateException ]
                        steps: [ { setBody: { constant: thrown } } ]
                      - exception: [ dev.dromedary.function.steps.invoke.RouteFailedException ]
                        steps: [ { setBody: { simple: "failed ${exception.message}" } } ]
                """).get("States");

        JsonNode task = states.get("flow-score");
        assertThat(task.has("Retry")).isFalse();
        assertThat(task.get("Catch").get(0).get("ErrorEquals").toString())
                .isEqualTo("[\"java.lang.IllegalStateException\"]");
        assertThat(task.get("Catch").get(1).get("ErrorEquals").toString()).contains("InvocationFailedException");
        assertThat(states.get("throw").get("Next").asText()).isEqualTo("body");
        assertThat(states.get("body").get("Output").asText()).isEqualTo("{% 'thrown' %}");
    }

    @Test
    void shouldBeStates_whenStepsHaveThem() throws IOException {
        JsonNode definition = definition("""
                - delay: { simple: "{{flow.delay}}" }
                - multicast:
                    parallelProcessing: "true"
                    stopOnException: "true"
                    steps:
                      - setBody: { constant: a }
                      - setBody: { constant: b }
                - filter:
                    simple: ${body} == 'x'
                    steps: [ { stop: {} } ]
                - throwException: { exceptionType: java.lang.IllegalStateException, message: "no ${body}" }
                """);

        List<String> types = new ArrayList<>();
        definition.get("States").forEach(state -> types.add(state.get("Type").asText()));
        assertThat(types).containsExactlyInAnyOrder("Wait", "Parallel", "Choice", "Succeed", "Fail");
        assertThat(definition.at("/States/wait/Seconds").asInt()).isEqualTo(3);
        assertThat(definition.at("/States/parallel/Branches")).hasSize(2);
        assertThat(definition.at("/States/fail/Error").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(definition.get("TimeoutSeconds").asInt()).isEqualTo(3600);
    }

    @Test
    void shouldHandOnVariables_whenAPartReadsThem() throws IOException {
        JsonNode machine = plan("""
                - setVariable: { name: source, constant: s }
                - split:
                    simple: ${body[items]}
                    stopOnException: "true"
                    parallelProcessing: "true"
                    steps:
                      - to: { uri: body:select, parameters: { fields: "n, source=${variable.source}" } }
                      - to: { uri: lambda:invoke, parameters: { route: flow-score } }
                """);
        JsonNode map = machine.at("/definition/States/split");

        assertThat(map.at("/ItemProcessor/ProcessorConfig/Mode").asText()).isEqualTo("DISTRIBUTED");
        assertThat(map.get("MaxConcurrency").asInt()).isEqualTo(10);
        assertThat(map.at("/ItemSelector/around_source").asText()).isEqualTo("{% $source %}");
        assertThat(map.at("/ItemProcessor/States/flow-score/Arguments/Payload/idempotency_key")
                        .asText())
                .isEqualTo("{% $part_key & '/flow-score' %}");
        assertThat(machine.get("statements").toString()).contains("states:StartExecution", "stateMachine:flow-run-");
    }
}
