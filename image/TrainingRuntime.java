import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Lambda's side of the runtime API while an image is built: starts a function as for SnapStart, which makes it handle a
 * synthetic event without a call to AWS, and ends it when it is ready for its snapshot. What the JVM has learnt by then goes
 * into the ahead-of-time cache.
 *
 * <p>Usage: {@code java -cp training.jar TrainingRuntime COMMAND…}, where the command starts the function.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
public final class TrainingRuntime {

    private static final int LONGEST_SECONDS = 120;

    private TrainingRuntime() {}

    public static void main(String[] command) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + server.getAddress().getPort());
        builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
        boolean[] ready = {false};
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                exchange.getRequestBody().readAllBytes();
                if (path.endsWith("/restore/next")) {
                    ready[0] = true;
                    // The function ends by itself when it is refused, and its JVM writes the cache as it ends.
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(500, -1);
                    return;
                }
                exchange.sendResponseHeaders(202, -1);
            }
        });
        server.start();
        Process function = builder.start();
        boolean ended = function.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        function.destroyForcibly();
        server.stop(0);
        if (!ended || !ready[0]) {
            System.err.println("The function did not get ready for its snapshot; what it said is above.");
            System.exit(1);
        }
    }
}
