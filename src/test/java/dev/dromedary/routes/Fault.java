package dev.dromedary.routes;

import dev.dromedary.routes.Calls.Call;
import java.util.concurrent.atomic.AtomicBoolean;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What can go wrong with one call, after the SDK's own retries. */
enum Fault {
    /** Refused for good: nothing happened. */
    DENIED,
    /** It took effect, but the caller is told that it was refused. */
    DENIED_TOO_LATE,
    /** The service is busy, once. */
    BUSY,
    /** It took effect, but the caller is told that the service is busy, once. */
    BUSY_TOO_LATE,
    /** The process dies after the call took effect: nothing reaches AWS any more. */
    DEATH;

    /**
     * The one fault that a call meets in a sample: over the calls of a run each kind is met, at other calls in the next
     * run. All kinds at all calls are met in simulations.
     *
     * @param run a number of the run
     */
    static Fault sampled(Call call, int run) {
        return values()[(call.number() + run) % values().length];
    }

    /** Whether the run could not tidy up after itself. */
    boolean isDeath() {
        return this == DEATH;
    }

    /** Whether the call takes effect. */
    boolean comesAfter() {
        return this == DENIED_TOO_LATE || this == BUSY_TOO_LATE || this == DEATH;
    }

    /**
     * Lets this happen to the call of that number.
     *
     * @param lapse lets leases end: a claim whose reply was lost stands in the way of the next attempt until then
     */
    Calls.Meddler at(int number, Runnable lapse) {
        AtomicBoolean dead = new AtomicBoolean();
        return new Calls.Meddler() {
            @Override
            public void before(Call call) {
                if (dead.get() || call.number() == number && !comesAfter()) {
                    throw exception(call);
                }
            }

            @Override
            public Object after(Call call, Object reply) {
                if (call.number() == number && comesAfter()) {
                    dead.set(isDeath());
                    close(reply);
                    if (call.service().equals("DynamoDb")) {
                        lapse.run();
                    }
                    throw exception(call);
                }
                return reply;
            }
        };
    }

    /** A stream that never reached its reader. */
    private static void close(Object reply) {
        if (reply instanceof AutoCloseable stream) {
            try {
                stream.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    AwsServiceException exception(Call call) {
        boolean busy = this == BUSY || this == BUSY_TOO_LATE;
        return exception(call.service(), busy ? 503 : 403, busy ? "ServiceUnavailable" : "AccessDenied");
    }

    /** What the SDK throws when a service answers with an error. */
    static AwsServiceException exception(String service, int status, String code) {
        AwsServiceException.Builder builder =
                switch (service) {
                    case "S3" -> S3Exception.builder();
                    case "DynamoDb" -> DynamoDbException.builder();
                    case "EventBridge" -> EventBridgeException.builder();
                    case "Ses" -> SesException.builder();
                    case "Sns" -> SnsException.builder();
                    case "Sqs" -> SqsException.builder();
                    case "Sfn" -> SfnException.builder();
                    case "Bedrock" -> BedrockRuntimeException.builder();
                    default -> throw new IllegalArgumentException("There is no service " + service);
                };
        return builder.message(code + " by the test")
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(service)
                        .errorCode(code)
                        .errorMessage(code)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(status).build())
                        .build())
                .build();
    }
}
