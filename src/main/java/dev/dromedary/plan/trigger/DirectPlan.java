package dev.dromedary.plan.trigger;

import dev.dromedary.function.trigger.direct.LambdaDirectComponent;
import dev.dromedary.function.trigger.direct.LambdaDirectEndpoint;
import dev.dromedary.plan.Document;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.TriggerPlan;

/** {@code lambda-direct} in the plan: a function that nothing starts but those that call it, which have the permission. */
public final class DirectPlan implements TriggerPlan {

    @Override
    public Class<LambdaDirectComponent> component() {
        return LambdaDirectComponent.class;
    }

    @Override
    public String scheme() {
        return LambdaDirectEndpoint.SCHEME;
    }

    @Override
    public String means() {
        return "which a workflow calls";
    }

    @Override
    public boolean isCalled() {
        return true;
    }

    @Override
    public String starts(PlannedFunction function) {
        return "calls";
    }

    @Override
    public void describe(PlannedFunction function, Document document) {
        // Who calls it is told by the graph.
    }
}
