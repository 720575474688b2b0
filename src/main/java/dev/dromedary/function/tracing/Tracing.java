package dev.dromedary.function.tracing;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells X-Ray of the invocations of a function whose traces it samples: which steps and which calls of AWS they were made of.
 *
 * @param most subsegments of an invocation
 * @param route its id
 * @param environment that the function is deployed to, if it is
 * @param writer makes JSON of a document
 */
public record Tracing(
        Daemon daemon,
        int most,
        String route,
        Optional<String> environment,
        Function<Map<String, Object>, String> writer) {

    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);

    private static final String MOST = "dromedary.tracing.subsegments";

    /**
     * Makes a context whose routes are not loaded yet record its steps.
     *
     * @param address of X-Ray's daemon; empty where there is none
     * @param writer makes JSON of a document
     * @return empty if nothing is to be recorded
     * @throws IllegalArgumentException if the property {@code dromedary.tracing.subsegments} is no number
     */
    public static Optional<Tracing> install(
            CamelContext context,
            String route,
            Optional<String> address,
            Function<Map<String, Object>, String> writer) {
        int most = most(context);
        Optional<Daemon> daemon = most == 0 ? Optional.empty() : address.flatMap(Daemon::at);
        daemon.ifPresent(found -> context.getCamelContextExtension().addInterceptStrategy(new StepTracing()));
        return daemon.map(found -> new Tracing(
                found, most, route, context.getPropertiesComponent().resolveProperty("dromedary.environment"), writer));
    }

    private static int most(CamelContext context) {
        String text = context.resolvePropertyPlaceholders("{{" + MOST + ":0}}");
        if (!text.matches("\\d{1,4}")) {
            throw new IllegalArgumentException(MOST + " is \"" + text
                    + "\"; it is how many subsegments of an invocation X-Ray gets: 0 for none, 9999 at most");
        }
        return Integer.parseInt(text);
    }

    /** Does an invocation's work, and tells X-Ray of it. */
    public <T> T around(Work<T> work) {
        Optional<TraceHeader> header = TraceHeader.sampled();
        if (header.isEmpty()) {
            return work.run();
        }
        Trace trace = new Trace(header.get(), most, route);
        Subsegment invocation = trace.invocation().annotate("route", route);
        environment.ifPresent(name -> invocation.annotate("environment", name));
        try (Subsegment.Scope scope = invocation.enter()) {
            return work.run();
        } catch (RuntimeException | Error e) {
            // Of which exception, says the part that it comes from.
            invocation.fail(null);
            throw e;
        } finally {
            send(trace);
        }
    }

    private void send(Trace trace) {
        try {
            daemon.send(trace.close().stream().map(writer).toList());
        } catch (RuntimeException e) {
            // The work is done, or has failed for a reason of its own.
            LOG.debug("What the invocation has done can't be told to X-Ray", e);
        }
    }

    /** What an invocation does. */
    @FunctionalInterface
    public interface Work<T> {
        /** @return what comes of it */
        T run();
    }
}
