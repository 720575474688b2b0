package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response as HTTP APIs and function URLs take it.
 *
 * @param status the HTTP status
 * @param headers by lower-case names; may be added to
 * @param cookies what {@code Set-Cookie} says, one each
 * @param body the text, or bytes in base64; null if there is none
 * @param base64 whether the body is base64
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html#http-api-develop-integrations-lambda.response">
 *     Response format 2.0</a>
 */
record HttpResponse(int status, Map<String, String> headers, List<String> cookies, String body, boolean base64) {

    /** A response without a body. */
    static HttpResponse empty(int status) {
        return new HttpResponse(status, new TreeMap<>(), new ArrayList<>(), null, false);
    }

    /** A response with a text. */
    static HttpResponse of(int status, String contentType, String text) {
        return new HttpResponse(
                status, new TreeMap<>(Map.of("content-type", contentType)), new ArrayList<>(), text, false);
    }

    /** A response with bytes. */
    static HttpResponse of(int status, String contentType, byte[] bytes) {
        return new HttpResponse(
                status,
                new TreeMap<>(Map.of("content-type", contentType)),
                new ArrayList<>(),
                Base64.getEncoder().encodeToString(bytes),
                true);
    }

    /** What Lambda gives to the gateway. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("statusCode", status);
        document.put("headers", headers);
        if (!cookies.isEmpty()) {
            document.put("cookies", cookies);
        }
        if (body != null) {
            document.put("body", body);
        }
        document.put("isBase64Encoded", base64);
        return document;
    }

    /** Whether Lambda would refuse it. */
    boolean isTooLarge() {
        // A character takes six bytes at most, where it is escaped; most responses need not be written to be measured.
        return body != null
                && body.length() > (HttpOptions.MAXIMUM_PAYLOAD - 100_000) / 6
                && JsonDocument.write(document()).getBytes(StandardCharsets.UTF_8).length > HttpOptions.MAXIMUM_PAYLOAD;
    }
}
