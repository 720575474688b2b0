package dev.dromedary.plan.trigger;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.workflow.LambdaWorkflowComponent;
import dev.dromedary.function.trigger.workflow.LambdaWorkflowEndpoint;
import dev.dromedary.plan.Document;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.TriggerPlan;
import dev.dromedary.plan.workflow.MachineOptions;
import java.util.Optional;

/** {@code lambda-workflow} in the plan: a Step Functions state machine. */
public final class WorkflowPlan implements TriggerPlan {

    /** IAM takes 64 characters; Terraform adds the environment. */
    private static final Longest LONGEST = new Longest(44, "the role of its state machine is called after it");

    @Override
    public Class<LambdaWorkflowComponent> component() {
        return LambdaWorkflowComponent.class;
    }

    @Override
    public String scheme() {
        return LambdaWorkflowEndpoint.SCHEME;
    }

    @Override
    public String means() {
        return "for a workflow that calls other routes";
    }

    @Override
    public Optional<MachineOptions> machine(LambdaEndpoint endpoint) {
        LambdaWorkflowEndpoint workflow = (LambdaWorkflowEndpoint) endpoint;
        return Optional.of(
                new MachineOptions(workflow.getType().name(), workflow.getTimeout(), workflow.getMaximumConcurrency()));
    }

    @Override
    public String starts(PlannedFunction function) {
        return "executions";
    }

    @Override
    public void describe(PlannedFunction function, Document document) {
        document.put(
                "type", ((LambdaWorkflowEndpoint) function.endpoint()).getType().name());
    }

    @Override
    public Optional<Longest> longestId() {
        return Optional.of(LONGEST);
    }
}
