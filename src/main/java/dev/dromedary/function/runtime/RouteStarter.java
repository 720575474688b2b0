package dev.dromedary.function.runtime;

/**
 * Starts routes where no Lambda function is invoked: in a Camel context of one's own, such as that of {@code camel run}.
 * A context has it as a plugin of this type, or has none.
 */
public interface RouteStarter {

    /**
     * Begins to look for what starts a route, as event documents such as Lambda's, until it is closed, when what has
     * been begun is done.
     *
     * @throws IllegalArgumentException with one sentence, if nothing here can start the route
     */
    AutoCloseable start(LambdaConsumer consumer);
}
