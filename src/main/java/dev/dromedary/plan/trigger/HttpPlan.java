package dev.dromedary.plan.trigger;

import dev.dromedary.function.trigger.http.HttpOptions;
import dev.dromedary.function.trigger.http.LambdaHttpComponent;
import dev.dromedary.function.trigger.http.LambdaHttpEndpoint;
import dev.dromedary.plan.Charges;
import dev.dromedary.plan.Document;
import dev.dromedary.plan.PlannedFunction;
import dev.dromedary.plan.TriggerPlan;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code lambda-http} in the plan: a route of an HTTP API. */
public final class HttpPlan implements TriggerPlan {

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "DELETE");

    @Override
    public Class<LambdaHttpComponent> component() {
        return LambdaHttpComponent.class;
    }

    @Override
    public String scheme() {
        return LambdaHttpEndpoint.SCHEME;
    }

    @Override
    public Set<String> standsFor() {
        return Set.of(
                "jetty",
                "netty-http",
                "platform-http",
                "rest",
                "servlet",
                "undertow",
                "vertx-http",
                "webhook",
                "kamelet:webhook",
                "kamelet:http");
    }

    @Override
    public String means() {
        return "with a path such as lambda-http:/orders and a method such as POST";
    }

    @Override
    public Optional<Set<String>> headers() {
        // Parameters of requests have any names.
        return Optional.empty();
    }

    @Override
    public Body body(Map<String, String> options) {
        if (options.containsKey("format")) {
            return options.get("format").equals("json") ? Body.MAP : Body.UNKNOWN;
        }
        return options.containsKey("consumes") || WITHOUT_BODY.contains(options.getOrDefault("method", "GET"))
                ? Body.UNKNOWN
                : Body.MAP;
    }

    private static LambdaHttpEndpoint endpoint(PlannedFunction function) {
        return (LambdaHttpEndpoint) function.endpoint();
    }

    @Override
    public String starts(PlannedFunction function) {
        return "http " + endpoint(function).route().text() + " ("
                + endpoint(function).getAuthorization() + ")";
    }

    @Override
    public void describe(PlannedFunction function, Document document) {
        LambdaHttpEndpoint endpoint = endpoint(function);
        document.put("route", endpoint.route().text())
                .put("authorization", endpoint.getAuthorization().name())
                .put("consumes", HttpOptions.contentTypes(endpoint))
                .put("maximumBody", endpoint.getMaximumBody());
    }

    @Override
    public Optional<Document> gatewayRoute(PlannedFunction function) {
        LambdaHttpEndpoint endpoint = endpoint(function);
        return Optional.of(new Document()
                .put("function", function.id())
                .put("method", endpoint.route().method())
                .put("path", endpoint.route().text().split(" ")[1])
                .put("authorization", endpoint.getAuthorization().name())
                .put("cors", HttpOptions.origins(endpoint)));
    }

    @Override
    public Optional<Exclusive> exclusive(PlannedFunction function) {
        String route = endpoint(function).route().text();
        return Optional.of(new Exclusive(
                "http " + route,
                " answers " + route + ", too, and the gateway has one route for it; choose another method or path."));
    }

    @Override
    public void charges(Charges charges) {
        charges.event("API Gateway", "http-api.million-requests");
    }
}
