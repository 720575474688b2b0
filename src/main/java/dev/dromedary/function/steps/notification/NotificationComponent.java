package dev.dromedary.function.steps.notification;

import dev.dromedary.function.steps.Operations;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Steps that tell people of things, once. */
@Component("notification")
public class NotificationComponent extends DefaultComponent {

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        NotificationEndpoint endpoint = new NotificationEndpoint(uri, this);
        endpoint.setOperation(Operations.of("notification", remaining, NotificationEndpoint.Operation.class));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }
}
