package dev.dromedary.plan;

import dev.dromedary.function.runtime.LambdaComponent;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.plan.workflow.MachineOptions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * What the plan knows of a trigger: what it needs, what carries it out, and what it brings. One class a trigger, found by
 * {@code META-INF/services}; nothing else in the plan names a trigger.
 */
public interface TriggerPlan {

    /** What the body of a route is at its beginning. */
    enum Body {
        /** A map. */
        MAP,
        /** Anything. */
        UNKNOWN
    }

    /** All triggers there are, in the order of their names. */
    static List<TriggerPlan> all() {
        return ServiceLoader.load(TriggerPlan.class, TriggerPlan.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(TriggerPlan::scheme))
                .toList();
    }

    /** The trigger that an endpoint's URI begins with; empty if it is no trigger's. */
    static Optional<TriggerPlan> of(String uri) {
        String scheme = EndpointUri.scheme(uri);
        return scheme.startsWith(PREFIX)
                ? all().stream().filter(each -> each.scheme().equals(scheme)).findFirst()
                : Optional.empty();
    }

    /** The trigger that a plan's document calls so; empty if there is none. */
    static Optional<TriggerPlan> ofKind(String kind) {
        return all().stream().filter(each -> each.kind().equals(kind)).findFirst();
    }

    /** How the names of triggers begin. */
    String PREFIX = LambdaEndpoint.PREFIX;

    /** Its component, beside whose class Camel's build plugin puts its entry of the catalog. */
    Class<? extends LambdaComponent> component();

    /** How its URIs begin, such as {@code lambda-s3}. */
    String scheme();

    /** What it is called in the plan, such as {@code s3}. */
    default String kind() {
        return scheme().substring(PREFIX.length());
    }

    /**
     * The consumers of Camel, and what else starts routes outside of Lambda, in whose place it stands.
     *
     * @return schemes, and beginnings of the names of kamelets as {@code kamelet:aws-s3}
     */
    default Set<String> standsFor() {
        return Set.of();
    }

    /** What starts it, for people, such as {@code which an uploaded object starts}. */
    String means();

    /** The headers that it sets, besides Camel's own; empty if they may have any name, such as attributes of a message. */
    default Optional<Set<String>> headers() {
        return Optional.of(Set.of());
    }

    /** What the body is at first, by the options of the trigger as they are written. */
    default Body body(Map<String, String> options) {
        return Body.UNKNOWN;
    }

    /** What the headers of Camel's components hold at first, of those that the plan has to know. */
    default Flow flow(LambdaEndpoint endpoint) {
        return Flow.EMPTY;
    }

    /** The prefix of the keys that it brings; empty if it does not say. */
    default Optional<String> keys(LambdaEndpoint endpoint) {
        return Optional.empty();
    }

    /**
     * Adds the resources that it names, and what Lambda does with the function's role to read them.
     *
     * @param from the trigger as it is written
     * @param endpoint the trigger
     * @param id the route's id
     * @param needs gets them
     */
    default void needs(EndpointUse from, LambdaEndpoint endpoint, String id, Needs needs) {}

    /** Whether Lambda keeps its events in a queue of its own and repeats them: an asynchronous invocation. */
    default boolean isAsynchronous(LambdaEndpoint endpoint) {
        return false;
    }

    /** Whether other routes call it and wait, so that {@code lambda:invoke} may name it. */
    default boolean isCalled() {
        return false;
    }

    /** How its route is run as a state machine; empty if it is a function. */
    default Optional<MachineOptions> machine(LambdaEndpoint endpoint) {
        return Optional.empty();
    }

    /** What starts a function, in a few words for people, such as {@code s3 orders/raw/*.csv}. */
    String starts(PlannedFunction function);

    /** Adds its options to its part of the plan; names are logical ones. */
    void describe(PlannedFunction function, Document document);

    /** The rule that starts a function, of real names; empty if no rule does. */
    default Optional<BusRule> rule(PlannedFunction function) {
        return Optional.empty();
    }

    /** A rule of an event bus: the events of the pattern. */
    record BusRule(Resource bus, Map<String, Object> pattern) {}

    /** The schedule that starts a function, as the plan has it. */
    default Optional<Document> schedule(PlannedFunction function) {
        return Optional.empty();
    }

    /** How Lambda reads a queue or a stream for a function, as the plan has it. */
    default Optional<Document> mapping(PlannedFunction function) {
        return Optional.empty();
    }

    /** The requests that a function answers, as the plan has them. */
    default Optional<Document> gatewayRoute(PlannedFunction function) {
        return Optional.empty();
    }

    /** The queue or stream that a function reads. */
    default Optional<Resource> source(PlannedFunction function) {
        return Optional.empty();
    }

    /** How a queue is to treat messages that a function reads; empty if it reads no queue. */
    default Optional<Receiving> receiving(PlannedFunction function) {
        return Optional.empty();
    }

    /**
     * How a queue treats messages.
     *
     * @param visibilityTimeout seconds for which a message that was handed out stays hidden
     * @param maxReceiveCount how often it is handed out before the dead-letter queue gets it
     * @param service that sends to the queue by itself, or null
     * @param sender what of that service, or null
     */
    record Receiving(int visibilityTimeout, int maxReceiveCount, String service, Resource sender) {}

    /** The queue that is made for a function alone, and that nothing in the routes names. */
    default Optional<Resource> ownQueue(PlannedFunction function) {
        return Optional.empty();
    }

    /** The objects that start a function, and how the news of them travels. */
    default Optional<Watch> watch(PlannedFunction function) {
        return Optional.empty();
    }

    /**
     * Objects that start a function.
     *
     * @param bucket where they are
     * @param prefix what their keys begin with
     * @param suffixes what their keys end with; never empty
     * @param eventBridge whether the bucket tells EventBridge
     * @param notifications what else the bucket notifies, as the plan has it
     */
    record Watch(
            Resource bucket,
            String prefix,
            List<String> suffixes,
            boolean eventBridge,
            List<Map<String, Object>> notifications) {}

    /** What only one function may read: a queue's messages start one of its readers, whichever is first. */
    default Optional<Exclusive> exclusive(PlannedFunction function) {
        return Optional.empty();
    }

    /**
     * What only one function may read.
     *
     * @param name its name among all such things
     * @param clash says what is wrong with a second reader, behind the first one's id
     */
    record Exclusive(String name, String clash) {}

    /** The action of IAM by which another function sends what starts it; empty if none does one by one. */
    default Optional<String> sentBy() {
        return Optional.empty();
    }

    /** What is charged for what starts a function, besides the function. */
    default void charges(Charges charges) {}

    /** What is wrong with a function by its trigger alone. */
    default List<Finding> check(Rule.Subject subject, PlannedFunction function) {
        return List.of();
    }

    /** The longest id that a route may have; empty if the function's name alone decides. */
    default Optional<Longest> longestId() {
        return Optional.empty();
    }

    /** How many characters an id may have at most, and why, behind "as". */
    record Longest(int characters, String reason) {}
}
