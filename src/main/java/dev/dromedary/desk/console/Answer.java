package dev.dromedary.desk.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A response.
 *
 * @param status of HTTP
 * @param type of its body
 * @param body its text
 * @param location where to go on, or null
 * @param policy its Content-Security-Policy
 */
record Answer(int status, String type, String body, String location, String policy) {

    /** Nothing may be loaded, run or sent. */
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    static Answer html(int status, String html, String policy) {
        return new Answer(status, "text/html; charset=utf-8", html, null, policy);
    }

    static Answer text(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", text, null, NOTHING);
    }

    /** The next page, to be asked for with GET, so that going back sends no form again. */
    static Answer seeOther(String location) {
        return new Answer(303, "text/plain; charset=utf-8", "", location, NOTHING);
    }

    void write(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        // With no-referrer the forms' own Origin would be null.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        if (location != null) {
            headers.set("Location", location);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean none = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
        if (!none) {
            exchange.getResponseBody().write(bytes);
        }
    }
}
