package dev.dromedary.desk.operations;

import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.s3.KeyFilter;
import dev.dromedary.function.trigger.s3.LambdaS3Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One route of a pipeline, as it is deployed.
 *
 * @param id the route's id
 * @param trigger its trigger, with the names of this environment
 * @param key what its {@code idempotentConsumer} makes of what arrives, if it has one
 * @param manifest where its manifests are, if it writes any
 * @param naming how its resources are called
 */
public record DeployedRoute(
        String id, LambdaEndpoint trigger, Optional<RouteKey> key, Optional<Place> manifest, Naming naming) {

    /** What stands in a key for the name of an object. */
    private static final String NAME = "${exchangeProperty.name}";

    /**
     * Where a document is.
     *
     * @param bucket the bucket
     * @param key the key, in which {@code ${exchangeProperty.name}} stands for the object's name
     */
    public record Place(String bucket, String key) {

        Place named(String name) {
            return new Place(bucket, key.replace(NAME, name));
        }
    }

    boolean isStartedByObjects() {
        return TriggerSource.feedOf(trigger) instanceof Feed.Objects;
    }

    /** Which objects start it. */
    KeyFilter objects() {
        return ((Feed.Objects) TriggerSource.feedOf(trigger)).filter();
    }

    boolean readsQueue() {
        return TriggerSource.feedOf(trigger) instanceof Feed.Messages;
    }

    /** The stream that it reads, if it reads one. */
    public Optional<Feed.Records> records() {
        return TriggerSource.feedOf(trigger) instanceof Feed.Records records ? Optional.of(records) : Optional.empty();
    }

    /** Whether news of objects come to it through a queue of its own. */
    boolean getsObjectsByQueue() {
        return trigger instanceof LambdaS3Endpoint s3 && s3.getVia() == LambdaS3Endpoint.Delivery.queue;
    }

    /** What the function does with an event; nothing if its trigger does not want it. */
    List<Arrival> arrivals(Map<String, Object> event) {
        return trigger.arrivals(event);
    }

    /** The ledger's id of what arrives, if it can be told from outside. */
    Optional<String> ledgerId(Arrival arrival) {
        return key.flatMap(made -> made.ledgerId(arrival));
    }

    /** An event that its trigger wants, as far as its pattern tells. */
    Map<String, Object> sample() {
        return trigger.sample();
    }

    /** The function's name; what starts it is its alias {@code live}. */
    public String function() {
        return naming.name(id);
    }

    /** The queue that gets what the function failed to do. */
    String onFailureQueue() {
        return function() + "-failed";
    }

    /** The queue that gets what EventBridge, or its Scheduler, could not hand over. */
    String undeliveredQueue() {
        return function() + (TriggerSource.feedOf(trigger) instanceof Feed.Times ? "-missed" : "-undelivered");
    }

    /** The queue that the function reads, or none. */
    Optional<String> queue() {
        if (TriggerSource.feedOf(trigger) instanceof Feed.Messages messages) {
            return Optional.of(messages.queue());
        }
        return getsObjectsByQueue() ? Optional.of(naming.name(id + "-objects")) : Optional.empty();
    }

    /** The queue that gets the messages that it failed to handle: {@code x-dead-letters} of x, before the environment. */
    Optional<String> deadLetters() {
        String suffix = naming.suffix();
        return queue().map(name -> {
            boolean fifo = name.endsWith(".fifo");
            String stem = fifo ? name.substring(0, name.length() - ".fifo".length()) : name;
            String base = stem.endsWith(suffix) && !suffix.isEmpty()
                    ? stem.substring(0, stem.length() - suffix.length())
                    : stem;
            String end = base.length() == stem.length() ? "" : suffix;
            return base + "-dead-letters" + end + (fifo ? ".fifo" : "");
        });
    }
}
