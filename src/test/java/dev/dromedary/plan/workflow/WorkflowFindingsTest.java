package dev.dromedary.plan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be said in a state machine is found where it stands. */
class WorkflowFindingsTest {

    /** Of a step in braces, Camel tells the line before. */
    private static final String PLACE = "flow/run.camel.yaml:[678].*";

    @TempDir
    Path folder;

    private List<Finding> findings(String from, String step) throws IOException {
        Files.createDirectories(folder.resolve("shared"));
        Files.copy(Path.of("routes/shared/errors.camel.yaml"), folder.resolve("shared/errors.camel.yaml"));
        Path flow = Files.createDirectories(folder.resolve("flow"));
        Files.writeString(flow.resolve("flow.properties"), "");
        Files.writeString(flow.resolve("run.camel.yaml"), """
                - route:
                    id: flow-run
                    from:
                      uri: %s
                      steps:
                        - setVariable: { name: known, simple: "${body}" }
                        - %s
                """.formatted(from, step));
        for (String verb : List.of("score", "ask")) {
            Files.writeString(flow.resolve(verb + ".camel.yaml"), """
                    - route:
                        id: flow-%s
                        from:
                          uri: %s
                          steps:
                            - log: called
                    """.formatted(
                            verb, verb.equals("score") ? "lambda-direct:score" : "lambda-http:/ask?method=GET"));
        }
        return Plan.findings(new RoutesFolder(folder));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '`', textBlock = """
            setHeader: { name: a, constant: b }                             ^ no headers and properties
            idempotentConsumer: { simple: "${body}", idempotentRepository: "#ledger", steps: [ { stop: {} } ] } ^ name of its execution
            loop: { constant: 3, steps: [ { log: x } ] }                    ^ A state machine has no loop
            to: mock:end                                                    ^ A workflow only calls routes
            setBody: { simple: "${header.a}" }                              ^ "${header.a}" can't be told to a state machine
            setBody: { jq: ".a" }                                           ^ use simple, constant or variable
            setBody: { simple: "${variable.other}" }                        ^ The variable other may have no value here
            setVariable: { name: a-b, constant: c }                         ^ "a-b" is no name of a variable
            delay: { constant: 1500 }                                       ^ whole seconds
            multicast: { stopOnException: "true", steps: [ { log: x } ] }   ^ set parallelProcessing
            multicast: { parallelProcessing: "true", steps: [ { log: x } ] } ^ set stopOnException
            split: { simple: "${body}", steps: [ { log: x } ] }             ^ set stopOnException
            split: { tokenize: ",", stopOnException: "true", steps: [ { log: x } ] } ^ use simple, such as ${body[items]}
            doTry: { steps: [ { log: x } ], doFinally: { steps: [ { log: y } ] } } ^ has no doFinally
            filter: { simple: "${body[a]} > 2", steps: [ { log: x } ] }     ^ in quotes, such as '2.0'
            filter: { simple: "${body[a]} == 2", steps: [ { log: x } ] }    ^ write it in quotes: '2'
            filter: { simple: "${body[a]} ~~ 'x'", steps: [ { log: x } ] }  ^ The operator ~~
            filter: { simple: "${body[a]} == null && ${body[b]} == null || ${body[c]} == null", steps: [ { log: x } ] } ^ not both
            filter: { simple: "${body[a]}", steps: [ { log: x } ] }         ^ write comparisons such as
            to: { uri: "body:select", parameters: { fields: "a?" } }        ^ has to know all fields
            to: "lambda:invoke?route=flow-ask"                              ^ begins with lambda-http, which answers no calls
            to: "lambda:invoke?route=flow-none"                             ^ There is no route "flow-none" to call
            """)
    void shouldSayWhatToDo_whenAStateMachineHasNoSuchStep(String step, String message) throws IOException {
        List<Finding> findings = findings("lambda-workflow:run", step);

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.place()).matches(PLACE);
            assertThat(finding.message()).contains(message);
        });
    }

    @Test
    void shouldNameTheVariable_whenABranchChangesIt() throws IOException {
        List<Finding> findings = findings(
                "lambda-workflow:run",
                "multicast: { parallelProcessing: \"true\", stopOnException: \"true\", steps:"
                        + " [ { setVariable: { name: known, constant: x } } ] }");

        assertThat(findings).singleElement().satisfies(finding -> assertThat(finding.message())
                .startsWith("The variable known is set before"));
    }

    @Test
    void shouldBeRefused_whenAFunctionCallsAndWaits() throws IOException {
        List<Finding> findings = findings("lambda-direct:run", "to: \"lambda:invoke?route=flow-score\"");

        assertThat(findings).singleElement().satisfies(finding -> assertThat(finding.message())
                .contains("would be paid while it waits for flow-score"));
    }

    @ParameterizedTest
    @CsvSource({"memory, 1024", "reservedConcurrency, 3", "expectEvery, 600", "layers, arn:aws:lambda:x"})
    void shouldBeRefused_whenAnOptionIsOneOfFunctions(String option, String value) throws IOException {
        List<Finding> findings = findings("lambda-workflow:run?" + option + "=" + value, "stop: {}");

        assertThat(findings).singleElement().satisfies(finding -> assertThat(finding.message())
                .startsWith("The option " + option + " of lambda-workflow is one of functions"));
    }
}
