package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;

/**
 * Where MiniStack's Step Functions differ from AWS's, as small as can be. What fails here is mended there: then {@link RehearsedStates} and
 * docs/rehearsing.md can do without it.
 */
@Tag("emulator")
class MiniStackStatesIT extends RehearsalFixture {

    private static final String PARALLEL = """
            {"QueryLanguage": "JSONata", "StartAt": "both", "States": {"both": {
              "Type": "Parallel", "Output": "{% $states.input %}", "End": true,
              "Branches": [{"StartAt": "a", "States": {"a": {"Type": "Pass", "Output": 1, "End": true}}}]}}}
            """;
    private static final String MAP = """
            {"QueryLanguage": "JSONata", "StartAt": "each", "States": {"each": {
              "Type": "Map", "Items": "{% $states.input.items %}", "End": true,
              "ItemSelector": {"item": "{% $states.context.Map.Item.Value %}"},
              "ItemProcessor": {
                "ProcessorConfig": {"Mode": "MODE", "ExecutionType": "STANDARD"},
                "StartAt": "a", "States": {"a": {"Type": "Pass", "Output": "{% $states.input.item %}", "End": true}}}}}}
            """;

    private static SfnClient workflows;

    @BeforeAll
    static void open() {
        workflows = at(SfnClient.builder());
    }

    @AfterAll
    static void close() {
        workflows.close();
    }

    private static String output(String name, String definition) throws Exception {
        String machine = workflows
                .createStateMachine(create ->
                        create.name(name).definition(definition).roleArn("arn:aws:iam::000000000000:role/states"))
                .stateMachineArn();
        String execution = workflows
                .startExecution(start -> start.stateMachineArn(machine).input("{\"items\": [1, 2]}"))
                .executionArn();
        DescribeExecutionResponse ended = awaited(
                () -> workflows.describeExecution(describe -> describe.executionArn(execution)),
                described -> described.status() != ExecutionStatus.RUNNING);
        workflows.deleteStateMachine(delete -> delete.stateMachineArn(machine));
        return ended.status() == ExecutionStatus.SUCCEEDED ? ended.output() : ended.error() + ": " + ended.cause();
    }

    /** On AWS the input. */
    @Test
    void shouldBeWhatTheBranchesCameTo_whenAParallelStateHasAnOutput() throws Exception {
        assertThat(output("parallel-output", PARALLEL)).isEqualTo("[1]");
    }

    /** On AWS {@code [1, 2]}, as inline. */
    @Test
    void shouldGetTheWholeInput_whenAMapIsDistributed() throws Exception {
        assertThat(output("map-inline", MAP.replace("MODE", "INLINE"))).isEqualTo("[1, 2]");

        assertThat(output("map-distributed", MAP.replace("MODE", "DISTRIBUTED")))
                .doesNotContain("[1, 2]");
    }

    /** On AWS a failure: there is no such state. */
    @Test
    void shouldBeTaken_whenADefinitionIsNoStateMachine() {
        assertThat(workflows
                        .validateStateMachineDefinition(
                                validate -> validate.definition("{\"StartAt\": \"none\", \"States\": {}}"))
                        .result())
                .isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
    }
}
