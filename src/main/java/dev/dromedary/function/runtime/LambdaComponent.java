package dev.dromedary.function.runtime;

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
        return List.of(
                new EventTrigger(),
                new HttpTrigger(),
                new QueueTrigger(),
                new S3Trigger(),
                new ScheduleTrigger(),
                new StreamTrigger());
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
        // Lambda's quotas: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
        OptionRange.check("memory", endpoint.getMemory(), 128, 10240);
        OptionRange.check("timeout", endpoint.getTimeout(), 1, 900);
        int retries = trigger.unit() == Trigger.Unit.RECORD ? 10000 : 2;
        OptionRange.check("maximumRetryAttempts", endpoint.getMaximumRetryAttempts(), 0, retries);
        OptionRange.check("maximumEventAge", endpoint.getMaximumEventAge(), 60, 21600);
        if (endpoint.getExpectEvery() != null) {
            // An alarm looks back at seven days at the most:
            // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html
            OptionRange.check("expectEvery", endpoint.getExpectEvery(), 60, 604800);
        }
        Layers.of(endpoint);
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

    void started(LambdaConsumer consumer) {
        consumers.put(consumer.getRouteId(), consumer);
    }

    void stopped(LambdaConsumer consumer) {
        consumers.remove(consumer.getRouteId(), consumer);
    }
}
