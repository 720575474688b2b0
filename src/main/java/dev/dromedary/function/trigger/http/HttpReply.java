package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.HeaderFilter;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Makes the response of what a route leaves behind. */
final class HttpReply {

    /** Those of the connection, which are the gateway's. */
    private static final Set<String> GATEWAY = Set.of(
            "connection",
            "content-length",
            "date",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** A token of <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2">RFC 9110</a>. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private HttpReply() {}

    /**
     * The response of an exchange that did not fail.
     *
     * @param arrival the request
     * @param message what the route leaves behind: the body is a map, list, number or truth value (written as JSON),
     *     text, bytes or a stream; the header {@code CamelHttpResponseCode} the status, else 200, or 204 without a body;
     *     other headers those that the route has set
     * @throws IllegalStateException with one sentence if it can't be a response
     */
    static HttpResponse of(Arrival arrival, Message message) {
        HttpResponse response = body(status(message), message.getBody());
        message.getHeaders().forEach((name, value) -> {
            if (isSet(arrival, name, value)) {
                add(response, name.toLowerCase(Locale.ROOT), value);
            }
        });
        if (response.body() == null) {
            response.headers().remove("content-type");
        }
        if (response.isTooLarge()) {
            throw tooLarge();
        }
        return response;
    }

    private static int status(Message message) {
        Object code = message.getHeader(Exchange.HTTP_RESPONSE_CODE);
        if (code == null) {
            return message.getBody() == null ? 204 : 200;
        }
        if (code.toString().matches("[2-5][0-9]{2}")) {
            return Integer.parseInt(code.toString());
        }
        throw new IllegalStateException("The route's " + Exchange.HTTP_RESPONSE_CODE + " is " + Described.text(code)
                + "; it has to be 200 to 599");
    }

    private static HttpResponse body(int status, Object body) {
        // https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1
        if (body == null || status == 204 || status == 304) {
            return HttpResponse.empty(status);
        }
        if (body instanceof String text) {
            return HttpResponse.of(status, "text/plain; charset=utf-8", text);
        }
        if (body instanceof byte[] bytes) {
            return HttpResponse.of(status, "application/octet-stream", bytes);
        }
        if (body instanceof InputStream stream) {
            return HttpResponse.of(status, "application/octet-stream", read(stream));
        }
        if (body instanceof Map<?, ?> || body instanceof List<?> || body instanceof Number || body instanceof Boolean) {
            return HttpResponse.of(status, HttpOptions.JSON, JsonDocument.write(body));
        }
        throw new IllegalStateException("The route's body is a "
                + body.getClass().getSimpleName() + "; a response has to be a map, list, text or bytes");
    }

    private static byte[] read(InputStream stream) {
        try (stream) {
            byte[] bytes = stream.readNBytes(HttpOptions.MAXIMUM_PAYLOAD);
            if (bytes.length == HttpOptions.MAXIMUM_PAYLOAD) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static IllegalStateException tooLarge() {
        return new IllegalStateException("The response has more than " + HttpOptions.MAXIMUM_PAYLOAD
                + " bytes, which Lambda does not take; put what is large into a bucket");
    }

    /**
     * Whether the route has set a header. What came with the request is there as the same object still; a route that
     * means just that value sets another.
     */
    private static boolean isSet(Arrival arrival, String name, Object value) {
        return value != null
                && HeaderFilter.accepts(name)
                && NAME.matcher(name).matches()
                && !GATEWAY.contains(name.toLowerCase(Locale.ROOT))
                && arrival.headers().get(name) != value;
    }

    private static void add(HttpResponse response, String name, Object value) {
        if (value instanceof List<?> list) {
            list.forEach(each -> add(response, name, each));
        } else if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            String text = value.toString();
            // It would begin another header.
            if (text.codePoints().anyMatch(Character::isISOControl)) {
                throw new IllegalStateException(
                        "The route's header " + name + " holds a control character: " + Described.text(text));
            }
            if (name.equals("set-cookie")) {
                response.cookies().add(text);
            } else {
                response.headers().put(name, text);
            }
        }
    }
}
