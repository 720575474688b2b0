package dev.dromedary.function.runtime.stub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's side of the runtime API: hands out the invocations that a test offers and keeps the replies.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
public final class RuntimeApi implements AutoCloseable {

    private static final String RUNTIME = "/2018-06-01/runtime/";

    private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private final CountDownLatch restoring = new CountDownLatch(1);
    private final CountDownLatch restored = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private volatile String trace;

    private record Invocation(String id, String event, Duration time) {}

    /**
     * What the function said.
     *
     * @param path where it posted, behind the API's prefix: {@code invocation/<id>/response}, {@code init/error}, …
     * @param body what it posted
     */
    public record Reply(String path, String body) {}

    /** Starts it on a free port. */
    public RuntimeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(RUNTIME, this::handle);
        server.start();
    }

    /** The value for {@code AWS_LAMBDA_RUNTIME_API}. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Lets the next invocations belong to a trace. */
    public void trace(String header) {
        trace = header;
    }

    /** Hands an event to the function when it next asks. */
    public void offer(String requestId, String event, Duration time) {
        invocations.add(new Invocation(requestId, event, time));
    }

    /** The next thing that the function says. */
    public Reply awaitReply(Duration longest) throws InterruptedException {
        Reply reply = replies.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (reply == null) {
            throw new IllegalStateException("The function has said nothing for " + longest);
        }
        return reply;
    }

    /** Tells that the function's process has ended, so that nobody waits for it: the next reply's path is {@code exit}. */
    public void ended() {
        replies.add(new Reply("exit", ""));
    }

    /** Waits until the function, started for SnapStart, is ready for its snapshot. */
    public boolean awaitCheckpoint(Duration longest) throws InterruptedException {
        return restoring.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Goes on as after the snapshot was restored. */
    public void restore() {
        restored.countDown();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(RUNTIME.length());
            byte[] body = exchange.getRequestBody().readAllBytes();
            switch (path) {
                case "invocation/next" -> next(exchange, invocations.take());
                case "restore/next" -> {
                    restoring.countDown();
                    restored.await();
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, -1);
                }
                default -> {
                    replies.add(new Reply(path, new String(body, StandardCharsets.UTF_8)));
                    exchange.sendResponseHeaders(202, -1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange, Invocation invocation) throws IOException {
        byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
        // Without a content type the client's native library crashes.
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id());
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(Instant.now().plus(invocation.time()).toEpochMilli()));
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:123456789012:function:f");
        if (trace != null) {
            exchange.getResponseHeaders().set("Lambda-Runtime-Trace-Id", trace);
        }
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
