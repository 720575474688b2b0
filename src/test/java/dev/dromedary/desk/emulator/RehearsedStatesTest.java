package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.JsonDocument;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RehearsedStatesTest {

    private static Part rehearsed(String states) {
        return new Part(RehearsedStates.of(JsonDocument.parse("{\"StartAt\": \"first\", \"States\": " + states + "}")))
                .part("States");
    }

    @Test
    void shouldMakeItsOutputBehind_whenAStateIsParallel() {
        Part states = rehearsed("""
                {"first": {"Type": "Parallel", "Branches": [{"StartAt": "a", "States": {"a": {"Type": "Succeed"}}}],
                           "Output": "{% [$states.result[-1], $states.input] %}", "Next": "last"},
                 "last": {"Type": "Succeed"}}
                """);

        assertThat(states.part("first").fields())
                .isEqualTo(Map.of(
                        "Type", "Pass", "Assign", Map.of("kept_1", "{% $states.input %}"), "Next", "first, branches"));
        assertThat(states.part("first, branches").fields())
                .containsEntry("Next", "first, output")
                .doesNotContainKeys("Output", "End");
        assertThat(states.part("first, output").fields())
                .isEqualTo(Map.of("Type", "Pass", "Output", "{% [$states.input[-1], $kept_1] %}", "Next", "last"));
        assertThat(states.part("last").text("Type")).isEqualTo("Succeed");
    }

    @Test
    void shouldEndBehind_whenABranchEndsWithAParallelState() {
        Part states = rehearsed("""
                {"first": {"Type": "Parallel", "End": true, "Output": "{% $states.input %}", "Branches": [
                   {"StartAt": "a", "States": {"a": {"Type": "Parallel", "Branches": [], "Output": "{% $states.result %}", "End": true}}}]}}
                """);

        assertThat(states.part("first, output").is("End")).isTrue();
        Part inner = states.part("first, branches").list("Branches").get(0).part("States");
        assertThat(inner.fields().keySet()).containsExactly("a", "a, branches", "a, output");
        assertThat(inner.part("a").part("Assign").fields()).containsOnlyKeys("kept_2");
    }

    @Test
    void shouldRunInTheExecutionItself_whenAMapIsDistributed() {
        Part states = rehearsed("""
                {"first": {"Type": "Map", "Items": "{% [1] %}", "End": true, "ItemProcessor": {
                   "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
                   "StartAt": "a", "States": {"a": {"Type": "Parallel", "Branches": [], "Output": "x", "End": true}}}}}
                """);

        Part processor = states.part("first").part("ItemProcessor");
        assertThat(processor.part("ProcessorConfig").fields()).isEqualTo(Map.of("Mode", "INLINE"));
        assertThat(processor.part("States").fields()).containsKey("a, output");
        assertThat(states.part("first").text("Items")).isEqualTo("{% [1] %}");
    }
}
