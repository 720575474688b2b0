package dev.dromedary.function.steps.model;

import dev.dromedary.function.steps.TransientFailure;
import org.apache.camel.Exchange;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;

/** Tells failures of the model from all others, for the {@code onWhen} of a {@code doCatch}. */
public final class ModelFailure {

    /** What no retry mends: no access, no such model, a request that the model does not take. */
    static final String REFUSED = "request_refused";

    private static final int SHOWN = 200;

    /**
     * Whether the route may go on without an answer.
     *
     * @param exchange the exchange that failed
     * @return true if the option {@code onFailure} of {@code model:ask} is {@code fallback}, and the model has failed, not
     *     something else
     */
    public boolean fallsBack(Exchange exchange) {
        Conversation conversation = exchange.getProperty(Conversation.PROPERTY, Conversation.class);
        if (conversation == null || !conversation.endpoint().getOnFailure().equals("fallback")) {
            return false;
        }
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, exchange.getException(), Throwable.class);
        String endpoint = exchange.getProperty(Exchange.FAILURE_ENDPOINT, "", String.class);
        return failure instanceof AnswerRefusedException
                || failure instanceof BedrockRuntimeException
                || (failure instanceof SdkClientException && endpoint.startsWith("aws-bedrock:"));
    }

    /** Why, in a word that programs can compare. */
    static String reason(Throwable failure) {
        if (failure instanceof AnswerRefusedException refused) {
            return refused.getReason();
        }
        if (failure instanceof BedrockRuntimeException answer) {
            if (answer.isThrottlingException()) {
                return "throttled";
            }
            return answer.statusCode() >= 500 ? "service_unavailable" : REFUSED;
        }
        return TransientFailure.mayPass(failure) ? "timeout" : REFUSED;
    }

    /** Why, for a person. Never what was asked or answered. */
    static String sentence(Throwable failure) {
        if (failure instanceof SdkException && failure.getMessage() != null) {
            String message = failure.getMessage().replaceAll("\\s+", " ");
            return message.substring(0, Math.min(message.length(), SHOWN));
        }
        return String.valueOf(failure.getMessage());
    }
}
