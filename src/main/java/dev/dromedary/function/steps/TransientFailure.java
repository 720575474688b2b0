package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.ClaimLostException;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.StillRunningException;
import dev.dromedary.function.steps.invoke.RouteFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Tells failures that may pass from those that can't, for the {@code onWhen} of an {@code onException}: the
 * bean {@code transientFailure}.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">Retry behavior</a>
 */
public final class TransientFailure {

    private static final int SERVER_ERROR = 500;

    /**
     * Why a transaction was cancelled, if it may succeed the next time.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html">TransactWriteItems</a>
     */
    private static final Set<String> MAY_SUCCEED =
            Set.of("None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    /** What is never tried again within the route, whatever it came of or led to. */
    private static final List<Class<? extends Throwable>> FINAL = List.of(
            UnrepeatableException.class,
            DeadlineExceededException.class,
            StillRunningException.class,
            ClaimLostException.class);

    /**
     * Whether the exchange's failure may pass, and there is time to wait for it.
     *
     * @param exchange the exchange that failed
     * @param seconds the time that the invocation must have left
     * @return true for throttling, 5xx, timeouts, the network and a route that was called, if there is more time than that
     */
    public boolean matches(Exchange exchange, int seconds) {
        Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
        boolean time =
                deadline == null || Duration.between(Instant.now(), deadline).toSeconds() > seconds;
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, exchange.getException(), Throwable.class);
        return time
                && canBeReadAgain(exchange.getMessage().getBody())
                && !isFinal(failure)
                && !isOf(exchange.getProperty(LedgerProperties.TRIED_ONCE), failure)
                && mayPass(failure)
                && mayBeRepeated(exchange.getProperty(Exchange.TO_ENDPOINT, "", String.class), failure);
    }

    /** Whether a failure is another one, or comes of it. */
    private static boolean isOf(Object other, Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at == other) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFinal(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (FINAL.stream().anyMatch(at.getClass()::equals)) {
                return true;
            }
        }
        return false;
    }

    /**
     * A mail that was sent is sent again, and an answer of a model is paid for again, if only the reply was lost. What was
     * surely not done may be repeated: a call that was turned away because there are too many, and, of a model, one that the
     * service says it could not answer.
     */
    private static boolean mayBeRepeated(String endpoint, Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SdkServiceException)) {
            cause = cause.getCause();
        }
        if (endpoint.startsWith("aws2-ses:")) {
            return cause instanceof SdkServiceException answer && answer.isThrottlingException();
        }
        return !endpoint.startsWith("aws-bedrock:") || cause != null;
    }

    /** A stream or iterator that a step has begun to read goes on where it was, and its end looks like the whole. */
    private static boolean canBeReadAgain(Object body) {
        return body instanceof StreamCache
                || !(body instanceof InputStream || body instanceof Reader || body instanceof Iterator);
    }

    /** A transaction that was in the way of another, or of too many. */
    private static boolean maySucceed(List<CancellationReason> reasons) {
        return !reasons.isEmpty() && reasons.stream().allMatch(reason -> MAY_SUCCEED.contains(reason.code()));
    }

    public static boolean mayPass(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof TransactionCanceledException cancelled) {
                return cancelled.statusCode() >= SERVER_ERROR || maySucceed(cancelled.cancellationReasons());
            }
            if (at instanceof SdkServiceException answer) {
                return answer.isThrottlingException() || answer.statusCode() >= SERVER_ERROR;
            }
            if (at instanceof RouteFailedException) {
                return true;
            }
            // Other I/O exceptions tell that a text can't be parsed, or a file is not there.
            if (at instanceof ApiCallTimeoutException
                    || at instanceof ApiCallAttemptTimeoutException
                    || at instanceof SocketException
                    || at instanceof SocketTimeoutException
                    || at instanceof UnknownHostException
                    || at instanceof SSLException
                    || at instanceof RetryableException
                    || (at instanceof SdkClientException && at.getCause() instanceof IOException)) {
                return true;
            }
        }
        return false;
    }
}
