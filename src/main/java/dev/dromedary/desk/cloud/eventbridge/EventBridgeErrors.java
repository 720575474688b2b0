package dev.dromedary.desk.cloud.eventbridge;

import dev.dromedary.desk.cloud.Shown;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** Errors as the SDK's own client throws them; all are answered with status 400. */
final class EventBridgeErrors {
    private static final int STATUS = 400;

    private EventBridgeErrors() {}

    static EventBridgeException noSuchBus(String name) {
        return with(
                ResourceNotFoundException.builder(),
                "ResourceNotFoundException",
                "Event bus " + Shown.of(name) + " does not exist.");
    }

    static EventBridgeException busExists(String name) {
        return with(
                ResourceAlreadyExistsException.builder(),
                "ResourceAlreadyExistsException",
                "Event bus " + Shown.of(name) + " already exists.");
    }

    static EventBridgeException validation(String message) {
        return with(EventBridgeException.builder(), "ValidationException", message);
    }

    private static EventBridgeException with(EventBridgeException.Builder builder, String code, String message) {
        builder.message(message)
                .statusCode(STATUS)
                .requestId(UUID.randomUUID().toString())
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("EventBridge")
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(
                                SdkHttpResponse.builder().statusCode(STATUS).build())
                        .build());
        return (EventBridgeException) builder.build();
    }
}
