package dev.dromedary.desk.cloud.eventbridge;

import dev.dromedary.desk.cloud.ServiceErrors;
import dev.dromedary.desk.cloud.Shown;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** Errors as the SDK's own client throws them; all are answered with status 400. */
final class EventBridgeErrors {
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
        return (EventBridgeException) ServiceErrors.of(builder, "EventBridge", 400, code, message);
    }
}
