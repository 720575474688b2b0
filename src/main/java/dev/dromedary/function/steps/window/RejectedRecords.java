package dev.dromedary.function.steps.window;

import dev.dromedary.function.steps.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Records that can't be counted: an object each, under a key of its own, so that one which comes again takes its own place.
 *
 * @param endpoint the step's options
 * @param exchange where keys are evaluated
 * @param client reaches the bucket
 */
record RejectedRecords(WindowEndpoint endpoint, Exchange exchange, S3Client client) {

    private static final String RECORD = "record";

    /** Keeps a record with the reason for which it is rejected. */
    void keep(StreamRecord record, String reason) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("reject_reason", reason);
        document.put("shard_id", record.shard());
        document.put("sequence_number", record.place().toString());
        if (record.data() instanceof byte[] bytes) {
            document.put("data_base64", Base64.getEncoder().encodeToString(bytes));
        } else {
            document.put("data", record.data());
        }
        exchange.setProperty(RECORD, record.name());
        String key = endpoint.evaluate(endpoint.getRejected(), exchange);
        exchange.removeProperty(RECORD);
        client.putObject(
                put -> put.bucket(endpoint.getBucket()).key(key).contentType("application/json"),
                RequestBody.fromString(JsonText.line(document), StandardCharsets.UTF_8));
    }
}
