package dev.dromedary.function.trigger.workflow;

import dev.dromedary.function.runtime.LambdaComponent;
import dev.dromedary.function.runtime.LambdaEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Makes {@code lambda-workflow} endpoints. */
@Component(LambdaWorkflowEndpoint.SCHEME)
public final class LambdaWorkflowComponent extends LambdaComponent {

    @Override
    protected LambdaEndpoint createEndpoint(String uri, String path) {
        return new LambdaWorkflowEndpoint(uri, this, path);
    }
}
