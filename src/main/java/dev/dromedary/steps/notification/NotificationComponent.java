package dev.dromedary.steps.notification;

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
        endpoint.setOperation(operation(remaining));
        setProperties(endpoint, parameters);
        endpoint.check();
        return endpoint;
    }

    private static NotificationEndpoint.Operation operation(String name) {
        try {
            return NotificationEndpoint.Operation.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "notification:" + name + ": there is no such step; the steps are due, claim, compose and sent", e);
        }
    }
}
