package dev.dromedary.desk.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.trigger.http.HttpRoute;
import dev.dromedary.function.trigger.http.RequestException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests to the {@code lambda-http} routes of a context, at one port of this machine. Callers are not checked. */
final class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final List<LambdaConsumer> consumers = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private ExecutorService workers;

    /**
     * Begins to answer what a route is for.
     *
     * @param port of 127.0.0.1; 0 for any that is free. The first route's counts
     * @return ends that
     * @throws IllegalArgumentException with one sentence, if the port can't be had
     */
    synchronized AutoCloseable answer(LambdaConsumer consumer, int port) {
        if (server == null) {
            try {
                server = HttpServer.create(
                        new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "The port " + port + " can't be had (" + e.getMessage()
                                + "); choose another by the property dromedary.polling.port, or 0 for a free one.",
                        e);
            }
            workers = Executors.newFixedThreadPool(8, work -> {
                Thread thread = new Thread(work, "requests");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(workers);
            server.createContext("/", this::handle);
            server.start();
        }
        consumers.add(consumer);
        LOG.info("{} answers {} at {}", consumer.getRouteId(), route(consumer).text(), "http://127.0.0.1:" + port());
        return () -> leave(consumer);
    }

    /** Where it listens. */
    synchronized int port() {
        return server.getAddress().getPort();
    }

    private synchronized void leave(LambdaConsumer consumer) {
        consumers.remove(consumer);
        if (consumers.isEmpty() && server != null) {
            server.stop(0);
            workers.shutdown();
            server = null;
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            RequestEvent event = RequestEvent.of(exchange, UUID.randomUUID().toString());
            // A route for the path, but not for the method, says so itself.
            LambdaConsumer consumer = first(
                            each -> fits(each, event) && method(each).equals(event.method()))
                    .or(() -> first(each -> fits(each, event)))
                    .orElse(null);
            if (consumer == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            Duration timeout = Duration.ofSeconds(consumer.getEndpoint().getTimeout());
            RequestEvent.write(consumer.invoke(event.document(), Invocation.starting(event.id(), timeout)), exchange);
        } catch (RequestException e) {
            exchange.sendResponseHeaders(e.status(), -1);
        } catch (RuntimeException e) {
            LOG.error("A request could not be answered", e);
            exchange.sendResponseHeaders(500, -1);
        } finally {
            exchange.close();
        }
    }

    private Optional<LambdaConsumer> first(Predicate<LambdaConsumer> condition) {
        return consumers.stream().filter(condition).findFirst();
    }

    private static HttpRoute route(LambdaConsumer consumer) {
        return ((Feed.Requests) TriggerSource.feedOf(consumer.getEndpoint())).route();
    }

    private static String method(LambdaConsumer consumer) {
        return route(consumer).method();
    }

    private static boolean fits(LambdaConsumer consumer, RequestEvent event) {
        return route(consumer).template().match(event.path(), true).isPresent();
    }
}
