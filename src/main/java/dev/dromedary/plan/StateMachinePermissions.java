package dev.dromedary.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code aws2-step-functions}: the operation on the state machine that the header names by a property, or on its
 * executions.
 */
final class StateMachinePermissions implements EndpointPermissions {

    private static final String ARN = "CamelAwsStepFunctionsStateMachineArn";
    private static final Map<String, String> ON_MACHINE = Map.of(
            "startExecution", "states:StartExecution",
            "startSyncExecution", "states:StartSyncExecution",
            "describeStateMachine", "states:DescribeStateMachine",
            "listExecutions", "states:ListExecutions");
    private static final Map<String, String> ON_EXECUTION = Map.of(
            "describeExecution", "states:DescribeExecution",
            "stopExecution", "states:StopExecution",
            "getExecutionHistory", "states:GetExecutionHistory");

    @Override
    public Set<String> schemes() {
        return Set.of("aws2-step-functions");
    }

    @Override
    public void add(EndpointUse use, Needs needs) {
        for (HeaderValue each : use.headerOrOption("CamelAwsStepFunctionsOperation", "operation", "")) {
            String action = ON_MACHINE.getOrDefault(each.text(), ON_EXECUTION.get(each.text()));
            if (action == null) {
                needs.unknown(
                        use.step(),
                        "The operation of aws2-step-functions is \"" + each.text()
                                + "\", which the plan has no rule for",
                        List.of());
                continue;
            }
            // As it is written: the property gets another value in each environment.
            for (HeaderValue machine : use.flow().header(ARN)) {
                if (machine.origin() != HeaderValue.Origin.STEP
                        || machine.text().contains("${")) {
                    needs.unknown(use.step(), "No step sets the header " + ARN + " to a property", List.of(action));
                    continue;
                }
                needs.named(use.step(), machine.text(), ResourceKind.STATE_MACHINE)
                        .ifPresent(found -> {
                            boolean execution = ON_EXECUTION.containsKey(each.text());
                            String arn = execution
                                    ? found.arn().replace(":stateMachine:", ":execution:") + ":*"
                                    : found.arn();
                            needs.allow(execution ? "LookAtExecutions" : "StartExecutions", arn, List.of(action));
                        });
            }
        }
    }
}
