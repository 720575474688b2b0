package dev.dromedary.desk.source;

import com.sun.net.httpserver.HttpExchange;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.RouteFunction;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP API of API Gateway on a port of this machine, for this machine only: requests become events of payload format
 * 2.0, and what functions return becomes responses. Callers are not checked. Unlike AWS's, it answers 405 where a path
 * is there for other methods, and both 404 and 405 as problems of RFC 9457.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api.html">HTTP APIs</a>
 */
public final class HttpGateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpGateway.class);

    private static final int LARGEST_SKIPPED = 10 * HttpApi.LARGEST_BODY;

    private final LocalHttpServer server;
    private final Map<String, Supplier<String>> documents = new ConcurrentHashMap<>();
    private volatile HttpApi front;
    private final Consumer<Answered> listener;

    /**
     * A request that has been answered.
     *
     * @param method such as {@code POST}
     * @param path percent-encoded
     * @param status of the response
     */
    public record Answered(String method, String path, int status) {}

    /** Calls a function for a request. */
    @FunctionalInterface
    public interface Caller {

        /**
         * Calls it.
         *
         * @param event the request
         * @return what the function has answered
         * @throws RuntimeException if it may not be called, or has failed; such a request is answered with 500, as API Gateway does
         */
        Map<String, Object> call(RouteFunction function, Map<String, Object> event, Invocation invocation);
    }

    /** The port can't be had, or two routes are for the same requests; the message is one sentence. */
    public static final class Failure extends IllegalArgumentException {

        Failure(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /** @throws Failure if the port can't be had */
    HttpGateway(int port, GatewayRoutes routes, Consumer<Answered> listener) {
        this.front = new HttpApi(routes);
        this.listener = listener;
        try {
            this.server = new LocalHttpServer(port, "http-gateway", this::handle);
        } catch (IOException e) {
            throw new Failure(
                    "The port " + port + " can't be had (" + e.getMessage() + "); choose another, or 0 for a free one.",
                    e);
        }
    }

    /**
     * Begins to answer requests to 127.0.0.1.
     *
     * @param port the port; 0 for any that is free
     * @param functions those that begin with {@code lambda-http}
     * @param caller calls them
     * @param listener is told of each request that has been answered
     * @return the gateway, which answers until it is closed
     * @throws Failure with one sentence, if the port can't be had or two routes are for the same requests
     */
    public static HttpGateway start(
            int port, List<RouteFunction> functions, Caller caller, Consumer<Answered> listener) {
        List<GatewayRoutes.Route> routes = functions.stream()
                .map(function -> GatewayRoutes.Route.of(function, caller))
                .toList();
        return new HttpGateway(port, new GatewayRoutes(routes), listener);
    }

    /** From now on it answers for these. */
    void serve(GatewayRoutes routes) {
        front = new HttpApi(routes);
    }

    /**
     * Answers {@code GET} of a path, if no route is for it, with a JSON document.
     *
     * @param document makes it, anew for each request
     */
    public void offer(String path, Supplier<String> document) {
        documents.put(path, document);
    }

    private Optional<Supplier<String>> offered(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        return exchange.getRequestMethod().equals("GET")
                        && documents.containsKey(path)
                        && front.routes().at(path).isEmpty()
                ? Optional.of(documents.get(path))
                : Optional.empty();
    }

    /** What it answers; a line for each route: method, path and the route's id. */
    public List<String> routes() {
        return front.routes().all().stream()
                .map(route -> route.route().text() + "  " + route.id())
                .toList();
    }

    /** Where it listens, such as {@code http://127.0.0.1:8080}. */
    public URI address() {
        return server.address();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String id = UUID.randomUUID().toString();
            GatewayResponse response;
            try (InputStream input = exchange.getRequestBody()) {
                byte[] body = input.readNBytes(HttpApi.LARGEST_BODY + 1);
                skip(input);
                Optional<Supplier<String>> document = offered(exchange);
                response = document.isPresent()
                        ? GatewayResponse.document(document.get().get())
                        : front.answer(GatewayRequest.of(id, exchange, body));
            } catch (RuntimeException e) {
                LOG.error("The request {} could not be answered", id, e);
                response = GatewayResponse.message(500, "Internal Server Error");
            }
            response.headers().put("apigw-requestid", id);
            response.write(exchange);
            listener.accept(new Answered(
                    exchange.getRequestMethod(), exchange.getRequestURI().getRawPath(), response.status()));
        }
    }

    /** Reads what is too much, up to a bound, so that its client is still there for the answer. */
    private static void skip(InputStream input) throws IOException {
        byte[] buffer = new byte[8192];
        long left = LARGEST_SKIPPED;
        for (int read = input.read(buffer); read >= 0 && left > 0; read = input.read(buffer)) {
            left -= read;
        }
    }

    /** Ends at once, and the requests with it that are still at work. */
    @Override
    public void close() {
        server.close();
    }
}
