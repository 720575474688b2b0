package dev.dromedary.function.steps.invoke;

import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.steps.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/**
 * What the step does where Camel runs a workflow; on AWS, Step Functions calls the function. So the client of Lambda is
 * not in a function's zip.
 *
 * @param endpoint the step's options
 */
record InvokeSteps(InvokeEndpoint endpoint) {

    /**
     * Bytes of what goes from one state to the next.
     *
     * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas</a>
     */
    private static final int LARGEST = 256 * 1024;

    private static final String BODY = "body";

    /** Calls a route with the body; the body becomes what the route leaves. */
    void invoke(Exchange exchange) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("correlation_id", exchange.getProperty("correlationId", "", String.class));
        call.put("idempotency_key", key(exchange));
        call.put(BODY, exchange.getMessage().getBody());
        String payload = JsonText.line(call);
        requireFit("What is handed to " + endpoint.getRoute(), payload.getBytes(StandardCharsets.UTF_8).length);
        InvokeResponse response = endpoint.client(LambdaClient.class)
                .invoke(request -> request.functionName(endpoint.getRoute())
                        .qualifier(InvokeEndpoint.ALIAS)
                        .payload(SdkBytes.fromUtf8String(payload)));
        Map<String, Object> reply = JsonText.parse(
                "The reply of " + endpoint.getRoute(), response.payload().asUtf8String());
        if (response.functionError() != null) {
            Object message = reply.get("errorMessage");
            throw new RouteFailedException(message == null ? endpoint.getRoute() + " failed" : message.toString());
        }
        requireFit(
                "What " + endpoint.getRoute() + " replies", response.payload().asByteArray().length);
        exchange.getMessage().setBody(reply.get(BODY));
    }

    /** The same whenever the step is tried again, and another for each part of a split. */
    private static String key(Exchange exchange) {
        Object part = exchange.getProperty("CamelSplitIndex");
        return exchange.getProperty(LedgerProperties.IDEMPOTENCY_KEY, "", String.class) + "/"
                + exchange.getExchangeExtension().getHistoryNodeId() + (part == null ? "" : "/" + part);
    }

    private static void requireFit(String what, int bytes) {
        if (bytes > LARGEST) {
            throw new IllegalStateException(what + " is " + bytes + " bytes, and a workflow hands on " + LARGEST
                    + " at the most; put it into an object, and hand on its name");
        }
    }
}
