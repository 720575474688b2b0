package dev.dromedary.lambda;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Routes whose {@code from} is {@code lambda:…} start when their Lambda function is invoked. */
@Component("lambda")
public class LambdaComponent extends DefaultComponent {

    private final Map<String, LambdaConsumer> consumers = new ConcurrentHashMap<>();

    /**
     * The triggers there are. A new one is a class of its own and a line here.
     *
     * @return every trigger, in alphabetical order of its name
     */
    public static List<Trigger> triggers() {
        return List.of(new EventTrigger(), new S3Trigger());
    }

    /**
     * A trigger by its name.
     *
     * @param name what stands behind {@code lambda:}
     * @return the trigger, or empty if there is none of that name
     */
    public static Optional<Trigger> trigger(String name) {
        return triggers().stream()
                .filter(trigger -> trigger.name().equals(name))
                .findFirst();
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        Trigger trigger = trigger(remaining)
                .orElseThrow(() -> new IllegalArgumentException("lambda:" + remaining + ": there is no trigger \""
                        + remaining + "\"; the triggers are "
                        + String.join(
                                ", ", triggers().stream().map(Trigger::name).toList())));
        LambdaEndpoint endpoint = new LambdaEndpoint(uri, this, trigger);
        endpoint.setTrigger(remaining);
        setProperties(endpoint, parameters);
        trigger.check(endpoint);
        return endpoint;
    }

    /**
     * The consumer of a started route.
     *
     * @param routeId id of the route, which names the Lambda
     * @return the consumer, or empty if no started route of that id begins with {@code lambda:}
     */
    public Optional<LambdaConsumer> consumer(String routeId) {
        return Optional.ofNullable(consumers.get(routeId));
    }

    /**
     * The consumers of all started routes.
     *
     * @return a live view
     */
    public Collection<LambdaConsumer> consumers() {
        return consumers.values();
    }

    void started(LambdaConsumer consumer) {
        consumers.put(consumer.getRouteId(), consumer);
    }

    void stopped(LambdaConsumer consumer) {
        consumers.remove(consumer.getRouteId(), consumer);
    }
}
