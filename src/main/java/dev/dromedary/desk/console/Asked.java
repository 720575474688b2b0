package dev.dromedary.desk.console;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request.
 *
 * @param method such as {@code GET}
 * @param path as it came
 * @param values of the query, or of a form
 * @param files that a form brings
 */
record Asked(String method, String path, Map<String, String> values, List<SentFile> files) {

    /** More than that is for {@code run} and {@code upload}, which read files where they are. */
    static final int LARGEST_BODY = 64 * 1024 * 1024;

    /**
     * A file of a form.
     *
     * @param name as its sender calls it
     * @param content its bytes
     */
    record SentFile(String name, byte[] content) {}

    /**
     * Reads a request to its end.
     *
     * @throws RefusedException if it is too large, or can't be understood
     */
    static Asked of(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = Optional.ofNullable(exchange.getRequestURI().getRawPath()).orElse("/");
        if (!method.equals("POST")) {
            String query = exchange.getRequestURI().getRawQuery();
            return new Asked(method, path, decoded(query == null ? "" : query), List.of());
        }
        byte[] body;
        try (InputStream input = exchange.getRequestBody()) {
            body = input.readNBytes(LARGEST_BODY + 1);
        }
        if (body.length > LARGEST_BODY) {
            throw new RefusedException(
                    413,
                    "A form takes " + LARGEST_BODY / 1024 / 1024
                            + " MB; give larger files to run, which reads them where they are.");
        }
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        return type.startsWith("multipart/form-data")
                ? MultipartForm.read(method, path, body, type)
                : new Asked(method, path, decoded(new String(body, StandardCharsets.UTF_8)), List.of());
    }

    private static Map<String, String> decoded(String pairs) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : pairs.split("&")) {
            String[] parts = pair.split("=", 2);
            try {
                values.put(
                        URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                        parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw new RefusedException(400, "The query is not percent-encoded as it has to be.");
            }
        }
        return values;
    }

    /** A value; empty if there is none. */
    String value(String name) {
        return values.getOrDefault(name, "");
    }
}
