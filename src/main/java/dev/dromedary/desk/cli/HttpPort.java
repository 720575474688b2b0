package dev.dromedary.desk.cli;

import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.HttpGateway;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.RouteFunction;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Answers requests to a pipeline until it is interrupted, and tells of each on a line. */
final class HttpPort {

    /** Where the API is described, as many tools expect it. */
    private static final String OPEN_API = "/openapi.json";

    private final int port;
    private final List<RouteFunction> functions;
    private final HttpGateway.Caller caller;
    private final Supplier<String> openApi;
    private final PrintWriter out;

    private HttpPort(
            int port,
            List<RouteFunction> functions,
            HttpGateway.Caller caller,
            Supplier<String> openApi,
            PrintWriter out) {
        this.port = port;
        this.functions = functions;
        this.caller = caller;
        this.openApi = openApi;
        this.out = out;
    }

    /**
     * Looks for what answers requests.
     *
     * @param port of 127.0.0.1, or 0 for any that is free
     * @param run the pipeline's run
     * @param openApi describes the API
     * @param out is told the address, the routes and the requests
     * @throws UsageException if there is no such port, or nothing to answer requests
     */
    static HttpPort of(int port, StartedRun run, Supplier<String> openApi, PrintWriter out) {
        LocalPort.require(port);
        List<RouteFunction> answering = run.functions().stream()
                .filter(function -> TriggerSource.feedOf(function.endpoint()) instanceof Feed.Requests)
                .toList();
        if (answering.isEmpty()) {
            throw new UsageException("No route of this pipeline begins with lambda-http; leave out --http.");
        }
        return new HttpPort(port, answering, run::answer, openApi, out);
    }

    /** Answers until Ctrl-C. */
    void serveUntil(Interruption end) {
        try (HttpGateway gateway = HttpGateway.start(port, functions, this::call, this::tell)) {
            gateway.offer(OPEN_API, openApi);
            out.println(gateway.address());
            gateway.routes().forEach(route -> out.println("  " + route));
            out.flush();
            end.await();
        }
    }

    /** The gateway is let in by a policy of the function. */
    private Map<String, Object> call(RouteFunction function, Map<String, Object> event, Invocation invocation) {
        try {
            return caller.call(function, event, invocation);
        } catch (IllegalStateException e) {
            out.println(e.getMessage());
            out.flush();
            throw e;
        }
    }

    private void tell(HttpGateway.Answered answered) {
        out.println(answered.status() + " " + answered.method() + " " + answered.path());
        out.flush();
    }
}
