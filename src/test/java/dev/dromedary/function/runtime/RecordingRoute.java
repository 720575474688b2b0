package dev.dromedary.function.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A started route that notes what it gets, and fails for the keys it is told. */
public final class RecordingRoute implements AutoCloseable {

    private static final String ID = "recording";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Seen> exchanges = new ArrayList<>();
    private Set<String> refused = Set.of();
    private Processor also = exchange -> {};

    /** An exchange as it came. */
    public record Seen(Map<String, Object> headers, Map<String, Object> properties) {}

    private RecordingRoute() {}

    public static RecordingRoute start(String uri) throws Exception {
        RecordingRoute route = new RecordingRoute();
        // As a function has it: else the body would be read before the route begins.
        route.context.setStreamCaching(false);
        // Only the test starts it.
        route.context.getCamelContextExtension().addContextPlugin(RouteStarter.class, consumer -> () -> {});
        route.context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(uri).routeId(ID).process(route::process);
            }
        });
        route.context.start();
        return route;
    }

    private void process(Exchange exchange) throws Exception {
        exchanges.add(new Seen(Map.copyOf(exchange.getMessage().getHeaders()), Map.copyOf(exchange.getProperties())));
        also.process(exchange);
        String key = exchange.getMessage().getHeader("CamelAwsS3Key", String.class);
        if (key != null && refused.contains(key)) {
            throw new IllegalStateException("refused " + key);
        }
    }

    public void failOn(String... keys) {
        refused = Set.of(keys);
    }

    public void onEach(Processor processor) {
        also = processor;
    }

    public void forget() {
        exchanges.clear();
    }

    public List<Seen> exchanges() {
        return exchanges;
    }

    public List<Object> keys() {
        return exchanges.stream()
                .map(seen -> seen.headers().get("CamelAwsS3Key"))
                .toList();
    }

    public LambdaConsumer consumer() {
        return LambdaConsumer.of(context, ID).orElseThrow();
    }

    public Map<String, Object> invoke(Map<String, Object> event) {
        return consumer().invoke(event, Invocation.starting("request", Duration.ofMinutes(1)));
    }

    @Override
    public void close() {
        context.stop();
    }
}
