package dev.dromedary.function.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Lets no call change anything for a run that has lost its claim, and gives each call that does just the time that is left of the
 * lease: a call that hangs for longer could take effect after another run has taken over. Looked at before each attempt, as
 * the SDK repeats calls. To stand behind what sets a timeout of its own, which stays if it is the shorter one.
 *
 * <p>Not for calls that only read or ask, not for giving back an upload that nobody can see, and not for the ledger's own, by which
 * a claim is renewed.
 */
public final class ClaimInterceptor implements ExecutionInterceptor {

    /** On requests of the ledger itself. */
    static final ExecutionAttribute<Boolean> OWN = new ExecutionAttribute<>("DromedaryLedger");

    /** What the names of operations that change nothing begin with, over all of AWS's services. */
    private static final List<String> READING = List.of(
            "Get",
            "Head",
            "List",
            "Describe",
            "BatchGet",
            "TransactGet",
            "Query",
            "Scan",
            "Receive",
            "Select",
            "Search",
            "Lookup",
            "Filter",
            "Verify",
            "Assume",
            "Converse",
            "InvokeModel",
            "ApplyGuardrail",
            "CountTokens",
            "Retrieve");

    private static final Set<String> HARMLESS = Set.of("AbortMultipartUpload");

    /** Whether an operation of AWS leaves everything that others see as it is. */
    static boolean isRead(String operation) {
        return HARMLESS.contains(operation) || READING.stream().anyMatch(operation::startsWith);
    }

    /**
     * The same for a client that is none of the SDK's, such as those of the embedded cloud, whose calls take no time.
     *
     * @param request what is asked of it
     * @throws ClaimLostException if it changes something, and this thread works under a claim that is lost
     */
    public static void check(AwsRequest request) {
        boolean own = request.overrideConfiguration()
                .map(given -> Boolean.TRUE.equals(given.executionAttributes().getAttribute(OWN)))
                .orElse(false);
        String operation = request.getClass().getSimpleName().replaceFirst("Request$", "");
        if (!own && !isRead(operation)) {
            HeldClaims.require();
        }
    }

    private static boolean concerns(ExecutionAttributes attributes) {
        return !Boolean.TRUE.equals(attributes.getAttribute(OWN))
                && !isRead(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    /** {@inheritDoc} */
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (!concerns(attributes) || !(context.request() instanceof AwsRequest request)) {
            return context.request();
        }
        return HeldClaims.require().map(left -> bounded(request, left)).orElse(request);
    }

    /** {@inheritDoc} */
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (concerns(attributes)) {
            HeldClaims.require();
        }
    }

    private static AwsRequest bounded(AwsRequest request, Duration left) {
        Optional<AwsRequestOverrideConfiguration> given = request.overrideConfiguration();
        Duration timeout = given.flatMap(AwsRequestOverrideConfiguration::apiCallTimeout)
                .filter(other -> other.compareTo(left) < 0)
                .orElse(left);
        return request.toBuilder()
                .overrideConfiguration(given.map(AwsRequestOverrideConfiguration::toBuilder)
                        .orElseGet(AwsRequestOverrideConfiguration::builder)
                        .apiCallTimeout(timeout)
                        .build())
                .build();
    }
}
