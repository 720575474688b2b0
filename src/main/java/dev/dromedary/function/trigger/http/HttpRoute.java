package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.Described;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which requests a route serves: the text is method and path, as the gateway calls the route. */
public record HttpRoute(String text, String method, PathTemplate template) {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /**
     * Reads the trigger's method, such as {@code POST}, and path, such as {@code /pipelines/{id}}.
     *
     * @throws IllegalArgumentException with one sentence that says what is wrong
     */
    public static HttpRoute of(String method, String path) {
        if (method == null || !METHODS.contains(method)) {
            String given = method == null ? "missing" : "\"" + Described.text(method) + "\"";
            throw new IllegalArgumentException("The option method of lambda-http is " + given
                    + "; it has to be GET, HEAD, POST, PUT, PATCH or DELETE");
        }
        // Camel takes a slash off that stands behind the component's name.
        String whole = path.startsWith("/") ? path : "/" + path;
        try {
            return new HttpRoute(method + " " + whole, method, PathTemplate.parse(whole));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The path of lambda-http is \"" + Described.text(path) + "\"; " + e.getMessage());
        }
    }

    /**
     * The path parameters of a request.
     *
     * @throws RequestException 404 or 405 if the route does not serve it
     */
    Map<String, String> match(HttpRequest request) {
        // The gateway has matched it already, and an HTTP API decodes the path, so that it might not match again.
        if (request.routeKey().equals(text) && request.pathParameters().keySet().containsAll(template.names())) {
            Map<String, String> parameters = new LinkedHashMap<>();
            template.names()
                    .forEach(name ->
                            parameters.put(name, request.pathParameters().get(name)));
            return parameters;
        }
        Map<String, String> parameters = template.match(request.path(), request.encoded())
                .or(() -> withoutStage(request).flatMap(path -> template.match(path, request.encoded())))
                .orElseThrow(() -> new RequestException(404, "There is nothing at this path."));
        if (!method.equals(request.method())) {
            throw new RequestException(405, "This path is for " + method + " only.");
        }
        return parameters;
    }

    /** A stage that is not the default one stands in front of the path, but for domains of one's own. */
    private static Optional<String> withoutStage(HttpRequest request) {
        String prefix = "/" + request.stage();
        if (request.stage().equals(HttpRequest.DEFAULT)) {
            return Optional.empty();
        }
        if (request.path().equals(prefix)) {
            return Optional.of("/");
        }
        return request.path().startsWith(prefix + "/")
                ? Optional.of(request.path().substring(prefix.length()))
                : Optional.empty();
    }
}
