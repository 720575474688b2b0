package dev.dromedary.function.runtime;

import java.util.List;
import java.util.Map;

/** What starts a route. Each kind is one class, chosen by the name behind {@code lambda:}. Holds no state. */
public interface Trigger {

    /** How far an event is opened before a trigger reads it. */
    enum Unit {
        /** A document: the envelopes of SQS and SNS are off. */
        DOCUMENT,
        /** A message of a queue, as SQS hands it out. */
        MESSAGE,
        /** A record of a stream, as Kinesis hands it out. */
        RECORD,
        /** A request that waits for its response. */
        REQUEST
    }

    /**
     * The name behind {@code lambda:}.
     *
     * @return one lower-case word
     */
    String name();

    /**
     * Refuses an endpoint that can't work.
     *
     * @param endpoint the endpoint with all its options
     * @throws IllegalArgumentException with one sentence that says what is missing or wrong
     */
    void check(LambdaEndpoint endpoint);

    /**
     * The EventBridge pattern of the events that start the route.
     *
     * @param endpoint the endpoint with all its options
     * @return an event pattern, ready to be written as JSON; empty if no rule starts the route
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">Event patterns</a>
     */
    Map<String, Object> eventPattern(LambdaEndpoint endpoint);

    /**
     * An event document such as AWS would send to the route, about a thing that does not exist. It warms up a function
     * before its snapshot is taken.
     *
     * @param endpoint the endpoint with all its options
     * @return an event document
     */
    Map<String, Object> sample(LambdaEndpoint endpoint);

    /**
     * What the trigger reads.
     *
     * @return how far an event is opened for it
     */
    default Unit unit() {
        return Unit.DOCUMENT;
    }

    /**
     * Takes a document apart that tells of several things, so that one which can't be read does not hold up the others.
     *
     * @param endpoint the endpoint with all its options
     * @param document a parsed JSON document
     * @return documents of the same kind, in order
     * @throws UnexpectedEventException if the document is not of a shape that this trigger knows
     */
    default List<Map<String, Object>> parts(LambdaEndpoint endpoint, Map<String, Object> document) {
        return List.of(document);
    }

    /**
     * Reads one document, of the kind that {@link #unit} says.
     *
     * @param endpoint the endpoint with all its options
     * @param document a parsed JSON document
     * @return what arrived, in order; empty if the document is understood and asks for nothing
     * @throws UnexpectedEventException if the document is not of a shape that this trigger knows
     */
    List<Arrival> arrivals(LambdaEndpoint endpoint, Map<String, Object> document);
}
