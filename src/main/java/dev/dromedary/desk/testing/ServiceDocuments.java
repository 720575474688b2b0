package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Event documents that Lambda gets from other services than EventBridge. */
final class ServiceDocuments {

    private static final String ACCOUNT = "000000000000";

    private final String region;
    private int messages;

    ServiceDocuments(String region) {
        this.region = region;
    }

    /**
     * What EventBridge Scheduler sends.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-eventbridge-scheduler.html">Scheduler</a>
     */
    Map<String, Object> schedule(String time, String route) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("version", "0");
        event.put("id", "schedule-" + time);
        event.put("detail-type", "Scheduled Event");
        event.put("source", "aws.scheduler");
        event.put("account", ACCOUNT);
        event.put("time", time);
        event.put("region", region);
        event.put("resources", List.of("arn:aws:scheduler:" + region + ":" + ACCOUNT + ":schedule/default/" + route));
        event.put("detail", Map.of());
        return event;
    }

    /**
     * A batch of a queue; of a FIFO queue, one message group.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html">Example SQS events</a>
     */
    Map<String, Object> messages(String queue, JsonNode bodies) {
        List<Map<String, Object>> records = new ArrayList<>();
        for (JsonNode body : bodies) {
            String number = String.valueOf(++messages);
            Map<String, Object> attributes = new LinkedHashMap<>();
            attributes.put("ApproximateReceiveCount", "1");
            attributes.put("SentTimestamp", String.valueOf(System.currentTimeMillis()));
            if (queue.endsWith(".fifo")) {
                attributes.put("MessageGroupId", "group");
                attributes.put("MessageDeduplicationId", number);
                attributes.put("SequenceNumber", number);
            }
            Map<String, Object> record = new LinkedHashMap<>();
            record.put("messageId", "message-" + number);
            record.put("receiptHandle", "receipt-" + number);
            record.put("body", Content.line(body));
            record.put("attributes", attributes);
            record.put("messageAttributes", Map.of());
            record.put("eventSource", "aws:sqs");
            record.put("eventSourceARN", "arn:aws:sqs:" + region + ":" + ACCOUNT + ":" + queue);
            record.put("awsRegion", region);
            records.add(record);
        }
        return Map.of("Records", records);
    }
}
