package dev.dromedary.function.trigger.http;

import java.util.List;

/**
 * Lets pages of allowed origins read a response. The gateway itself answers what browsers ask before a request.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">CORS</a>
 */
final class HttpCors {

    private HttpCors() {}

    /** Adds what the request's origin is allowed. */
    static void allow(LambdaHttpEndpoint endpoint, HttpRequest request, HttpResponse response) {
        List<String> origins = HttpOptions.origins(endpoint);
        String origin = request.headers().get("origin");
        if (origins.contains("*")) {
            response.headers().putIfAbsent("access-control-allow-origin", "*");
        } else if (!origins.isEmpty()) {
            // The response is another one for each origin, also for those that get nothing.
            response.headers().merge("vary", "origin", (set, added) -> set + ", " + added);
            if (origin != null && origins.contains(origin)) {
                response.headers().put("access-control-allow-origin", origin);
            }
        }
    }
}
