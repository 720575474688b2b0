package dev.dromedary.desk.cloud.lambda;

import dev.dromedary.desk.cloud.ServiceErrors;
import dev.dromedary.function.runtime.JsonDocument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Lambda with functions of this process: they are invoked, and whoever invokes waits. A function that fails is told of as
 * Lambda does, by {@code FunctionError} and a reply of 200. Other operations throw {@link UnsupportedOperationException}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</a>
 */
public final class EmbeddedLambda implements LambdaClient {

    private static final int SUCCESS = 200;

    private final Map<String, UnaryOperator<Map<String, Object>>> functions = new ConcurrentHashMap<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();

    /**
     * A call of a function.
     *
     * @param function its name
     * @param event what it got
     */
    public record Call(String function, Map<String, Object> event) {}

    /**
     * Adds a function, or puts another in its place.
     *
     * @param name as callers name it
     * @param function makes a reply of an event; whatever it throws is its failure
     */
    public void function(String name, UnaryOperator<Map<String, Object>> function) {
        functions.put(name, function);
    }

    /** The calls so far, in the order in which they began. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    @Override
    public InvokeResponse invoke(InvokeRequest request) {
        UnaryOperator<Map<String, Object>> function = functions.get(request.functionName());
        if (function == null) {
            throw ServiceErrors.of(
                    ResourceNotFoundException.builder(),
                    "Lambda",
                    404,
                    "ResourceNotFoundException",
                    "Function not found: " + request.functionName() + ":" + request.qualifier());
        }
        Map<String, Object> event = JsonDocument.parse(request.payload().asUtf8String());
        calls.add(new Call(request.functionName(), event));
        InvokeResponse.Builder response = InvokeResponse.builder().statusCode(SUCCESS);
        try {
            return response.payload(payload(function.apply(event))).build();
        } catch (RuntimeException e) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("errorMessage", e.getMessage());
            error.put("errorType", e.getClass().getName());
            return response.functionError("Unhandled").payload(payload(error)).build();
        }
    }

    private static SdkBytes payload(Map<String, Object> document) {
        return SdkBytes.fromUtf8String(JsonDocument.write(document));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
