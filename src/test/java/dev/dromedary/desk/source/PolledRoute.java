package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.RouteStarter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** A started route that notes what it gets and fails for what it is told; nothing starts it but the test's rounds. */
final class PolledRoute implements AutoCloseable {

    private static final String ID = "polled-route";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private Consumer<Exchange> also = exchange -> {};

    private PolledRoute() {}

    static PolledRoute start(String uri) throws Exception {
        PolledRoute route = new PolledRoute();
        route.context.setStreamCaching(false);
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

    private void process(Exchange exchange) {
        exchanges.add(exchange.copy());
        also.accept(exchange);
        if (refused.contains(what(exchange))) {
            throw new IllegalStateException("refused " + what(exchange));
        }
    }

    /** The key of an object, else the body. */
    private static String what(Exchange exchange) {
        String key = exchange.getMessage().getHeader("CamelAwsS3Key", String.class);
        return key == null ? exchange.getMessage().getBody(String.class) : key;
    }

    void refuse(String what) {
        refused.add(what);
    }

    void accept(String what) {
        refused.remove(what);
    }

    void onEach(Consumer<Exchange> action) {
        also = action;
    }

    List<Exchange> exchanges() {
        return exchanges;
    }

    /** Keys or bodies, in the order in which they came. */
    List<String> got() {
        return exchanges.stream().map(PolledRoute::what).toList();
    }

    Object property(int index, String name) {
        return exchanges.get(index).getProperty(name);
    }

    Object header(int index, String name) {
        return exchanges.get(index).getMessage().getHeader(name);
    }

    LambdaConsumer consumer() {
        return LambdaConsumer.of(context, ID).orElseThrow();
    }

    @Override
    public void close() {
        context.stop();
    }
}
