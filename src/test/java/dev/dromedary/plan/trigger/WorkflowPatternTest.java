package dev.dromedary.plan.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkflowPatternTest {

    @Test
    void shouldNameTheStateMachineOfTheEnvironment_whenAWorkflowIsMeant() {
        assertThat(WorkflowPattern.deployed(Map.of(
                        "source", List.of("aws.states"),
                        "detail", Map.of("stateMachineArn", List.of(Map.of("wildcard", "*:stateMachine:*shop-run*"))))))
                .isEqualTo(
                        Map.of(
                                "source", List.of("aws.states"),
                                "detail",
                                        Map.of(
                                                "stateMachineArn",
                                                List.of(
                                                        "arn:${partition}:states:${region}:${account}:stateMachine:shop-run-${environment}"))));
    }

    @Test
    void shouldLeaveAllElse_whenNoWorkflowIsMeant() {
        Map<String, Object> pattern = Map.of(
                "detail", Map.of("key", List.of(Map.of("wildcard", "raw/*.csv"), Map.of("suffix", ".txt"), "x")));

        assertThat(WorkflowPattern.deployed(pattern)).isEqualTo(pattern);
    }
}
