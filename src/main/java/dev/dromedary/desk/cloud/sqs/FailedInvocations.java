package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.desk.Arns;
import dev.dromedary.function.runtime.JsonDocument;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The on-failure destinations of functions that events start: a queue {@code <route>-failed} each, made with the first failure.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">Records of invocations</a>
 */
public record FailedInvocations(EmbeddedSqs sqs) {

    /** The queue of a function. */
    public static String queue(String route) {
        return route + "-failed";
    }

    /** Keeps what failed, as Lambda would when it has tried often enough. */
    public void keep(String route, Map<String, Object> event, String error) {
        Map<String, Object> context = new LinkedHashMap<>();
        context.put("requestId", UUID.randomUUID().toString());
        context.put("functionArn", Arns.of("lambda", "us-east-1", "function:" + route + ":live"));
        context.put("condition", "RetriesExhausted");
        context.put("approximateInvokeCount", 1);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("version", "1.0");
        record.put("timestamp", Instant.now().toString());
        record.put("requestContext", context);
        record.put("requestPayload", event);
        record.put("responseContext", Map.of("statusCode", 200, "executedVersion", "1", "functionError", "Unhandled"));
        record.put("responsePayload", Map.of("errorMessage", error));
        String url = sqs.createQueue(request -> request.queueName(queue(route))).queueUrl();
        sqs.sendMessage(message -> message.queueUrl(url).messageBody(JsonDocument.write(record)));
    }
}
