package dev.dromedary.function.trigger.http;

import com.networknt.schema.ValidationMessage;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.OtherRequestException;
import dev.dromedary.function.ledger.StillRunningException;
import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.Failure;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.LambdaConsumer;
import dev.dromedary.function.runtime.Outcome;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ValidationException;
import org.apache.camel.component.jsonvalidator.JsonValidationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A request and its response. Whatever happens, there is a response, so that the caller is told: 4xx for the caller's own
 * mistakes, 409 while another request with the same {@code Idempotency-Key} is at work, 422 if that key was another request's, and
 * 500 for all else, as a problem of RFC 9457 without internals. A request that was done before gets {@code {"status": "done already"}} unless the route
 * has set a status.
 *
 * <p>So an invocation that answers 500 is a success to Lambda, and its metric {@code Errors} does not count it: the
 * gateway's metric {@code 5xx} does, and the failure is logged as an error, with its reason. An invocation that failed
 * would be a bare 500 of the gateway, without a correlation id.
 */
record HttpConversation(LambdaHttpEndpoint endpoint, Function<Arrival, Exchange> route) {

    private static final Logger LOG = LoggerFactory.getLogger(HttpConversation.class);

    /** How many broken rules a problem names. */
    private static final int SHOWN = 3;

    /**
     * Answers a request.
     *
     * @param event the request
     * @param invocation id and deadline
     * @param release gets the exchange when nothing needs it any more
     * @return the response: {@code {"statusCode": …, "headers": {…}, "body": …, "isBase64Encoded": …}}
     * @throws UnexpectedEventException if the event is no request
     */
    Map<String, Object> answer(Map<String, Object> event, Invocation invocation, Consumer<Exchange> release) {
        HttpRequest request = HttpRequest.read(event);
        try (MDC.MDCCloseable correlation = MDC.putCloseable("correlation_id", request.id())) {
            HttpResponse response = response(event, request, invocation, release);
            allowOrigin(request, response);
            return response.document();
        }
    }

    private HttpResponse response(
            Map<String, Object> event, HttpRequest request, Invocation invocation, Consumer<Exchange> release) {
        List<Arrival> arrivals;
        try {
            arrivals = endpoint.arrivals(event);
        } catch (RuntimeException e) {
            return failed(request, e, false);
        }
        if (!Instant.now().isBefore(invocation.deadline())) {
            return failed(request, new TimeoutException(LambdaConsumer.NO_TIME), false);
        }
        Arrival arrival = arrivals.get(0);
        Exchange exchange = route.apply(arrival);
        try {
            return exchange.getException() == null
                    ? succeeded(arrival, exchange)
                    : failed(request, exchange.getException(), !Instant.now().isBefore(invocation.deadline()));
        } catch (RuntimeException e) {
            return failed(request, e, false);
        } finally {
            release.accept(exchange);
        }
    }

    /**
     * Lets pages of allowed origins read a response. The gateway itself answers what browsers ask before a request.
     *
     * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">CORS</a>
     */
    private void allowOrigin(HttpRequest request, HttpResponse response) {
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

    private static HttpResponse succeeded(Arrival arrival, Exchange exchange) {
        String outcome = Outcome.of(arrival, exchange).name();
        boolean before = outcome.equals(LedgerProperties.DONE_ALREADY)
                && exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE) == null;
        HttpResponse response = before
                ? HttpResponse.of(200, HttpOptions.JSON, JsonDocument.write(Map.of("status", outcome)))
                : HttpReply.of(arrival, exchange.getMessage());
        try (MDC.MDCCloseable closing = MDC.putCloseable("outcome", outcome)) {
            LOG.info("{}: {}: {}", outcome, Described.text(arrival.correlationId()), response.status());
        }
        return response;
    }

    private HttpResponse failed(HttpRequest request, Exception exception, boolean late) {
        Failure failure = new Failure(request.id(), exception, late);
        HttpProblem problem = problem(exception);
        if (problem.status() < 500) {
            LOG.warn("refused: {}: {}", problem.status(), failure.sentence());
        } else {
            LOG.error("failed: {}", failure.sentence(), failure.explained() ? null : exception);
        }
        HttpResponse response = problem.response(request.id());
        if (problem.status() == 405) {
            // https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6
            response.headers().put("allow", endpoint.route().method());
        }
        return response;
    }

    /** Whose fault it is. Camel wraps what fails inside a split. */
    private static HttpProblem problem(Exception exception) {
        for (Throwable reason = exception; reason != null; reason = reason.getCause()) {
            if (reason instanceof RequestException wrong) {
                String detail = Objects.requireNonNullElse(wrong.getMessage(), "The request is wrong.");
                return new HttpProblem(wrong.status(), Described.sentence(detail));
            }
            if (reason instanceof StillRunningException) {
                return new HttpProblem(409, "Another request with this Idempotency-Key is still being handled.");
            }
            if (reason instanceof OtherRequestException) {
                return new HttpProblem(
                        422,
                        "This Idempotency-Key was used for another request; send a new one with each request that"
                                + " differs.");
            }
            if (reason instanceof JsonValidationException json && json.getNumberOfErrors() > 0) {
                return new HttpProblem(400, Described.sentence(violations(json)));
            }
            if (reason instanceof ValidationException) {
                // Its message shows the route's own expression.
                return new HttpProblem(400, "The request breaks a rule of this path.");
            }
        }
        return HttpProblem.internal();
    }

    /** What a body breaks of the JSON Schema that the route holds it against: the first three of its rules. */
    private static String violations(JsonValidationException json) {
        List<String> messages = json.getErrors().stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .toList();
        return "The body is not as it has to be: "
                + messages.stream().limit(SHOWN).collect(Collectors.joining("; "))
                + (messages.size() > SHOWN ? "; and " + (messages.size() - SHOWN) + " more" : "") + ".";
    }

    /**
     * A response that says what is wrong, in the words of its caller.
     *
     * @param status the HTTP status
     * @param detail one sentence, without internals
     * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
     */
    private record HttpProblem(int status, String detail) {

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
}
