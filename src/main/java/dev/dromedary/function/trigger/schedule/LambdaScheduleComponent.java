package dev.dromedary.function.trigger.schedule;

import dev.dromedary.function.runtime.LambdaComponent;
import dev.dromedary.function.runtime.LambdaEndpoint;
import org.apache.camel.spi.annotations.Component;

/** Makes {@code lambda-schedule} endpoints. */
@Component(LambdaScheduleEndpoint.SCHEME)
public final class LambdaScheduleComponent extends LambdaComponent {

    @Override
    protected LambdaEndpoint createEndpoint(String uri, String path) {
        return new LambdaScheduleEndpoint(uri, this, path);
    }
}
