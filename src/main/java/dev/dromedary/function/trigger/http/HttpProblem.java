package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.JsonDocument;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A response that says what is wrong, in the words of its caller.
 *
 * @param status the HTTP status
 * @param detail one sentence, without internals
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
record HttpProblem(int status, String detail) {

    private static final String CONTENT_TYPE = "application/problem+json";

    /** What callers get to see of all that is not their fault. */
    static HttpProblem internal() {
        return new HttpProblem(500, "The request could not be handled; its log has the reason.");
    }

    /** The response. The instance is the correlation id, by which the log is found. */
    HttpResponse response(String correlationId) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "about:blank");
        document.put("title", title());
        document.put("status", status);
        document.put("detail", detail);
        document.put("instance", correlationId);
        HttpResponse response = HttpResponse.of(status, CONTENT_TYPE, JsonDocument.write(document));
        response.headers().put("cache-control", "no-store");
        return response;
    }

    /**
     * The phrase of the status, as a problem without a type of its own has it.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5">Statuses</a>
     */
    private String title() {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 428 -> "Precondition Required";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            default -> "Client Error";
        };
    }
}
