package dev.dromedary.steps;

import dev.dromedary.ledger.LedgerProperties;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/**
 * Tells failures that may pass from those that can't, for the {@code onWhen} of an {@code onException}.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html">Retry behavior</a>
 */
public final class TransientFailure {

    private static final int SERVER_ERROR = 500;

    /**
     * Whether the exchange's failure may pass, and there is time to wait for it.
     *
     * @param exchange the exchange that failed
     * @param seconds the time that the invocation must have left
     * @return true for throttling, 5xx, timeouts and the network, if there is more time than that
     */
    public boolean matches(Exchange exchange, int seconds) {
        Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
        boolean time =
                deadline == null || Duration.between(Instant.now(), deadline).toSeconds() > seconds;
        return time
                && mayPass(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, exchange.getException(), Throwable.class));
    }

    static boolean mayPass(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof SdkServiceException answer) {
                return answer.isThrottlingException() || answer.statusCode() >= SERVER_ERROR;
            }
            if (at instanceof ApiCallTimeoutException
                    || at instanceof ApiCallAttemptTimeoutException
                    || at instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
