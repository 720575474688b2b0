package dev.dromedary.desk.source;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers HTTP requests from this machine, on daemon threads. */
public final class LocalHttpServer implements AutoCloseable {

    private static final int THREADS = 8;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private final HttpServer server;
    private final ExecutorService workers;

    /**
     * Begins to answer requests to 127.0.0.1.
     *
     * @param port the port; 0 for any that is free
     * @param name of the threads
     * @param handler answers all requests
     * @throws IOException a {@link java.net.BindException} if the port can't be had
     */
    public LocalHttpServer(int port, String name, HttpHandler handler) throws IOException {
        if (System.getProperty(NO_DELAY) == null) {
            // The JDK's server writes head and body apart; the body would wait 40 ms for the client's
            // acknowledgement.
            System.setProperty(NO_DELAY, "true");
        }
        InetAddress local = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        server = HttpServer.create(new InetSocketAddress(local, port), 0);
        workers = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(workers);
        server.createContext("/", handler);
        server.start();
    }

    /** Where it listens, such as {@code http://127.0.0.1:8080}. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Ends at once, and the requests with it that are still at work. */
    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
