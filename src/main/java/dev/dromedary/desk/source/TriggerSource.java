package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaEndpoint;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * What a trigger asks for where there is no Lambda. One class a trigger, found by {@code META-INF/services}; nothing else at
 * the desk has to know of a new one.
 */
public interface TriggerSource {

    /** How the trigger's URIs begin, such as {@code lambda-s3}. */
    String scheme();

    /**
     * What starts a route.
     *
     * @param endpoint the trigger, with all its options
     * @return what the embedded cloud, an emulator or Camel's command line has to hand to the route
     */
    Feed feed(LambdaEndpoint endpoint);

    /**
     * The buckets that the trigger names.
     *
     * @param endpoint the trigger
     * @return names
     */
    default Set<String> buckets(LambdaEndpoint endpoint) {
        return Set.of();
    }

    /**
     * The source for a trigger.
     *
     * @param endpoint the trigger
     * @return its source
     * @throws IllegalArgumentException if nothing at the desk knows the trigger
     */
    static TriggerSource of(LambdaEndpoint endpoint) {
        return ServiceLoader.load(TriggerSource.class, TriggerSource.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(source -> source.scheme().equals(endpoint.scheme()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Nothing starts " + endpoint.scheme() + " where there is no Lambda."));
    }

    /**
     * What starts a route.
     *
     * @param endpoint its trigger
     * @return what {@link #feed} of its source says
     */
    static Feed feedOf(LambdaEndpoint endpoint) {
        return of(endpoint).feed(endpoint);
    }
}
