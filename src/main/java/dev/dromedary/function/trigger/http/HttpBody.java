package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.BodyFormat;
import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a body of what a request holds. */
final class HttpBody {

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

    private HttpBody() {}

    /**
     * The body of a request: a map, list or other value of JSON, a text, or bytes, as the endpoint or else the content
     * type says; null if there is none.
     *
     * @throws RequestException 413, 415 or 400 if the route takes no such body; it says what is wrong
     */
    static Object read(LambdaHttpEndpoint endpoint, HttpRequest request) {
        int length = request.content().length;
        if (length > endpoint.getMaximumBody()) {
            throw new RequestException(
                    413, "The body has " + length + " bytes; it may have " + endpoint.getMaximumBody() + ".");
        }
        if (length == 0) {
            return null;
        }
        String type = contentType(endpoint, request);
        BodyFormat format = endpoint.getFormat() == null ? format(type) : endpoint.getFormat();
        try {
            return format.body(request.content());
        } catch (UnexpectedEventException e) {
            throw new RequestException(400, e.getMessage(), e);
        }
    }

    private static BodyFormat format(String type) {
        if (isJson(type)) {
            return BodyFormat.json;
        }
        return type.startsWith("text/") ? BodyFormat.text : BodyFormat.bytes;
    }

    /** Whether a content type is JSON: <a href="https://www.rfc-editor.org/rfc/rfc6839#section-3.1">RFC 6839</a>. */
    private static boolean isJson(String type) {
        return type.equals(HttpOptions.JSON) || type.endsWith("+json");
    }

    private static String contentType(LambdaHttpEndpoint endpoint, HttpRequest request) {
        List<String> accepted = HttpOptions.contentTypes(endpoint);
        String header = request.headers().getOrDefault("content-type", "");
        String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!accepted.contains(type)) {
            throw new RequestException(
                    415,
                    "The body's content type is " + (type.isEmpty() ? "not told" : Described.text(type))
                            + "; it has to be " + String.join(" or ", accepted) + ".");
        }
        Matcher charset = CHARSET.matcher(header);
        boolean text = format(type) != BodyFormat.bytes;
        if (text && charset.find() && !charset.group(1).toLowerCase(Locale.ROOT).matches("utf-?8|us-ascii")) {
            throw new RequestException(
                    415, "The body's charset is " + Described.text(charset.group(1)) + "; it has to be utf-8.");
        }
        String coding =
                request.headers().getOrDefault("content-encoding", "identity").strip();
        if (!coding.equalsIgnoreCase("identity")) {
            throw new RequestException(
                    415, "The body's content encoding is " + Described.text(coding) + "; it has to be none.");
        }
        return type;
    }
}
