package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.Described;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The options of {@code lambda-http} that are lists, and what AWS accepts for a function that answers requests. */
public final class HttpOptions {

    /** The content type of JSON. */
    static final String JSON = "application/json";

    /**
     * Bytes that a request or a response of Lambda may have.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas</a>
     */
    static final int MAXIMUM_PAYLOAD = 6 * 1024 * 1024;

    /** With less than the 30 seconds after which the gateway gives up, so that the response still arrives. */
    static final int MAXIMUM_TIMEOUT = 29;

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?");
    private static final Pattern CONTENT_TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");

    private HttpOptions() {}

    /**
     * Refuses what can't work.
     *
     * @return which requests the route serves
     * @throws IllegalArgumentException with one sentence that says what is missing or wrong
     * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html">Quotas of HTTP
     *     APIs</a>
     */
    static HttpRoute check(LambdaHttpEndpoint endpoint) {
        HttpRoute route = HttpRoute.of(endpoint.getMethod(), endpoint.getPath());
        if (endpoint.getTimeout() > MAXIMUM_TIMEOUT) {
            throw new IllegalArgumentException("The option timeout of lambda-http is " + endpoint.getTimeout()
                    + "; it has to be 1 to " + MAXIMUM_TIMEOUT + ", as the gateway does not wait longer");
        }
        List<String> origins = origins(endpoint);
        if (!origins.equals(List.of("*"))) {
            each("cors", origins, ORIGIN, "an origin such as https://example.com, or * alone");
        }
        if (contentTypes(endpoint).isEmpty()) {
            throw new IllegalArgumentException(
                    "The option consumes of lambda-http is empty; it has to be types such as " + JSON);
        }
        each("consumes", contentTypes(endpoint), CONTENT_TYPE, "a content type such as " + JSON);
        return route;
    }

    private static void each(String option, List<String> values, Pattern pattern, String what) {
        values.stream()
                .filter(value -> !pattern.matcher(value).matches())
                .findFirst()
                .ifPresent(value -> {
                    throw new IllegalArgumentException("The option " + option + " of lambda-http holds \""
                            + Described.text(value) + "\"; it has to be " + what);
                });
    }

    /** The origins that may read responses, or {@code *} alone; empty if there are none. */
    public static List<String> origins(LambdaHttpEndpoint endpoint) {
        return listed(endpoint.getCors());
    }

    /** The content types that a body may have, in lower case. */
    public static List<String> contentTypes(LambdaHttpEndpoint endpoint) {
        return listed(endpoint.getConsumes().toLowerCase(Locale.ROOT));
    }

    private static List<String> listed(String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty())
                        .toList();
    }
}
