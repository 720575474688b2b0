package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.workflow.LambdaWorkflowEndpoint;

/** Starts {@code lambda-workflow} routes when somebody starts an execution. */
public final class WorkflowSource implements TriggerSource {

    @Override
    public String scheme() {
        return LambdaWorkflowEndpoint.SCHEME;
    }

    @Override
    public Feed feed(LambdaEndpoint endpoint) {
        return new Feed.Executions();
    }
}
