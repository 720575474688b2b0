package dev.dromedary.desk.source;

import dev.dromedary.ErrorsFile;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.desk.cloud.iam.FunctionRole;
import dev.dromedary.desk.cloud.iam.Policy;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import dev.dromedary.plan.Permission;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Routes in YAML that answer requests at a port; a step of theirs is the test's. */
final class GatewayFixture implements AutoCloseable {

    /** What a route got. */
    record Seen(Map<String, Object> headers, Object body) {}

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final List<HttpGateway.Answered> answered = new CopyOnWriteArrayList<>();
    private final EmbeddedCloud cloud;
    private final LocalPipeline pipeline;
    private HttpGateway gateway;
    private volatile Processor work = exchange -> {};

    GatewayFixture(Path folder) throws IOException {
        cloud = new EmbeddedCloud(folder.resolve("cloud"), "us-east-1", 1, (rule, event, cause) -> {});
        cloud.tables().table("dromedary-ledger", "id", null, "expires");
        pipeline = new LocalPipeline(cloud);
    }

    /** Adds a route {@code api-<name>} with the given parameters of {@code lambda-http}. */
    void add(Path folder, String name, List<String> parameters) throws Exception {
        add(folder, name, parameters, new FunctionRole("api-" + name, cloud.region(), null));
    }

    /** Adds one that may do just this. */
    void add(Path folder, String name, List<String> parameters, List<Permission> granted) throws Exception {
        FunctionRole role = new FunctionRole("api-" + name, cloud.region(), () -> Policy.of(granted, cloud.region()));
        add(folder, name, parameters, role);
        role.enforce();
    }

    private void add(Path folder, String name, List<String> parameters, FunctionRole role) throws Exception {
        List<String> lines = new ArrayList<>(
                List.of("- route:", "    id: api-" + name, "    from:", "      uri: lambda-http", "      parameters:"));
        for (String parameter : parameters) {
            // route: METHOD PATH
            lines.add("        " + parameter.replaceFirst("route: (\\S+) (.*)", "method: $1\n        path: \"$2\""));
        }
        lines.addAll(List.of(
                "      steps:",
                "        - idempotentConsumer:",
                "            idempotentRepository: \"#ledger\"",
                "            simple: { expression: \"${exchangeProperty.idempotencyKey}\" }",
                "            steps:",
                "              - process: { ref: \"#work\" }"));
        Files.createDirectories(folder.resolve("api"));
        ErrorsFile.copyTo(folder);
        Files.write(folder.resolve("api/" + name + ".camel.yaml"), lines);
        Services services = new EmbeddedServices(cloud, cloud.bedrock(), role);
        pipeline.add(RouteFiles.of(folder, "api-" + name), "api-" + name, context -> {
            services.bind(context);
            context.getRegistry().bind("work", (Processor) this::process);
        });
    }

    private void process(Exchange exchange) throws Exception {
        seen.add(new Seen(
                new LinkedHashMap<>(exchange.getMessage().getHeaders()),
                exchange.getMessage().getBody()));
        work.process(exchange);
    }

    void start() {
        gateway = HttpGateway.start(0, functions(), pipeline::answer, answered::add);
    }

    List<RouteFunction> functions() {
        return pipeline.functions();
    }

    void work(Processor step) {
        work = step;
    }

    List<Seen> seen() {
        return seen;
    }

    List<HttpGateway.Answered> answered() {
        return answered;
    }

    HttpGateway gateway() {
        return gateway;
    }

    HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.address() + path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        return send(method, path, null, headers);
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        if (gateway != null) {
            gateway.close();
        }
        pipeline.close();
        cloud.close();
    }
}
