package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaConsumer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests to the {@code lambda-http} routes of a context, at one port of this machine. Callers are not checked. */
final class HttpListener {

    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    private final List<GatewayRoutes.Route> routes = new ArrayList<>();
    private HttpGateway gateway;

    /**
     * Begins to answer what a route is for.
     *
     * @param port of 127.0.0.1; 0 for any that is free. The first route's counts
     * @return ends that
     * @throws IllegalArgumentException with one sentence, if the port can't be had, or another route answers the same
     */
    synchronized AutoCloseable answer(LambdaConsumer consumer, int port) {
        GatewayRoutes.Route route = GatewayRoutes.Route.of(consumer);
        List<GatewayRoutes.Route> all = new ArrayList<>(routes);
        all.add(route);
        serve(all, port);
        routes.add(route);
        LOG.info("{} answers {} at {}", route.id(), route.route().text(), gateway.address());
        return () -> leave(route);
    }

    private void serve(List<GatewayRoutes.Route> all, int port) {
        GatewayRoutes answered = new GatewayRoutes(all);
        if (gateway != null) {
            gateway.serve(answered);
            return;
        }
        try {
            gateway = new HttpGateway(port, answered, told -> {});
        } catch (HttpGateway.Failure e) {
            throw new IllegalArgumentException(e.getMessage() + " The property dromedary.polling.port names it.", e);
        }
    }

    /** Where it listens. */
    synchronized int port() {
        return gateway.address().getPort();
    }

    private synchronized void leave(GatewayRoutes.Route route) {
        routes.remove(route);
        if (!routes.isEmpty()) {
            gateway.serve(new GatewayRoutes(routes));
        } else if (gateway != null) {
            gateway.close();
            gateway = null;
        }
    }
}
