package dev.dromedary.function.runtime;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which requests a route serves.
 *
 * @param text as the route's option says
 * @param method such as {@code POST}
 * @param template the path
 */
public record HttpRoute(String text, String method, PathTemplate template) {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

    /**
     * Reads the option {@code route}.
     *
     * @param text method and path
     * @return the route
     * @throws IllegalArgumentException with one sentence that says what is wrong
     */
    public static HttpRoute parse(String text) {
        String[] words = text.strip().split(" +");
        if (words.length != 2 || !METHODS.contains(words[0])) {
            throw wrong(text, "it has to be GET, HEAD, POST, PUT, PATCH or DELETE and a path, such as POST /pipelines");
        }
        try {
            return new HttpRoute(words[0] + " " + words[1], words[0], PathTemplate.parse(words[1]));
        } catch (IllegalArgumentException e) {
            throw wrong(text, e.getMessage());
        }
    }

    private static IllegalArgumentException wrong(String text, String what) {
        return new IllegalArgumentException(
                "The option route of lambda:http is \"" + Described.text(text) + "\"; " + what);
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
