package dev.dromedary.function.tracing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * What X-Ray is told of a failure. No word that may hold a value of a file or a key: of what is wrong with a file's content the
 * message, which a manifest has, too; of a service's exception the error code; of any other its class only.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors">Errors
 *     and exceptions</a>
 */
final class Cause {

    static final String FAULT = "fault";
    /** What may be said of a failure. */
    static final Set<String> FLAGS = Set.of(FAULT, "error", "throttle");

    private static final int LONGEST_CHAIN = 30;

    /** Of these a manifest has the message, too. */
    private static final String OF_CONTENT = "dev.dromedary.function.records.";

    /** X-Ray's for texts that it says nothing else of. */
    private static final int LONGEST = 250;

    private Cause() {}

    /** Marks a call as failed by whose fault it is. */
    static void mark(Subsegment call, Throwable failure) {
        if (failure instanceof SdkServiceException service && service.isThrottlingException()) {
            call.put("error", true);
            call.put("throttle", true);
        } else if (failure instanceof SdkServiceException service
                && service.statusCode() >= 400
                && service.statusCode() < 500) {
            call.put("error", true);
        }
    }

    /** The exception behind those in which Camel wraps it. */
    static Throwable reason(Throwable failure) {
        Throwable reason = failure;
        while (reason.getCause() != null && reason.getClass().getName().startsWith("org.apache.camel.")) {
            reason = reason.getCause();
        }
        return reason;
    }

    /** What a failure comes from, one after the other: of ours that must not be tried again, the cause is a suppressed one. */
    static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(
                        failure,
                        Objects::nonNull,
                        each -> each.getCause() == null && each.getSuppressed().length > 0
                                ? each.getSuppressed()[0]
                                : each.getCause())
                // It may go in a circle.
                .limit(LONGEST_CHAIN);
    }

    static Map<String, Object> of(String id, Throwable failure) {
        Map<String, Object> exception = new LinkedHashMap<>();
        exception.put("id", id);
        exception.put("type", failure.getClass().getName());
        String message = message(failure);
        if (message != null) {
            exception.put("message", message.substring(0, Math.min(message.length(), LONGEST)));
        }
        exception.put("remote", failure instanceof SdkServiceException);
        return Map.of("exceptions", List.of(exception));
    }

    private static String message(Throwable failure) {
        if (failure instanceof AwsServiceException service) {
            return service.awsErrorDetails() == null
                    ? null
                    : service.awsErrorDetails().errorCode();
        }
        return failure.getClass().getName().startsWith(OF_CONTENT) ? failure.getMessage() : null;
    }
}
