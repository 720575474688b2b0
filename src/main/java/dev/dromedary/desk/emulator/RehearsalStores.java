package dev.dromedary.desk.emulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a plan's functions read and write, in the template of a rehearsal.
 *
 * @param plan the plan's document
 * @param names what it leaves open
 * @param template gets it
 */
record RehearsalStores(Part plan, Names names, Template template) {

    void add() {
        plan.parts("queues").forEach(this::queue);
        plan.parts("tables").forEach(this::table);
        plan.parts("streams")
                .forEach((id, stream) -> template.add(
                        "stream " + id,
                        "Kinesis::Stream",
                        "",
                        Map.of("Name", name(stream), "ShardCount", 1, "RetentionPeriodHours", 24)));
        plan.parts("buckets").forEach(this::bucket);
        plan.parts("buses")
                .forEach((id, bus) -> template.add("bus " + id, "Events::EventBus", "", Map.of("Name", name(bus))));
        plan.parts("topics")
                .forEach(
                        (id, topic) -> template.add("topic " + id, "SNS::Topic", "", Map.of("TopicName", name(topic))));
        plan.texts("identities")
                .forEach(identity -> template.add(
                        "identity " + identity, "SES::EmailIdentity", "", Map.of("EmailIdentity", identity)));
    }

    private String name(Part part) {
        return names.fill(part.text("name"));
    }

    private void queue(String id, Part queue) {
        Map<String, Object> properties = queueOf(name(queue));
        properties.put("MessageRetentionPeriod", 345600);
        properties.put("ReceiveMessageWaitTimeSeconds", 20);
        queue.optional("visibilityTimeout")
                .ifPresent(seconds -> properties.put("VisibilityTimeout", Integer.valueOf(seconds)));
        if (queue.is("fifo")) {
            properties.put("ContentBasedDeduplication", true);
        }
        queue.optional("deadLetters").map(names::fill).ifPresent(deadLetters -> {
            Map<String, Object> kept = queueOf(deadLetters);
            kept.put("MessageRetentionPeriod", Template.FOURTEEN_DAYS);
            template.add("queue dead-letters " + id, "SQS::Queue", "", kept);
            properties.put(
                    "RedrivePolicy",
                    Map.of(
                            "deadLetterTargetArn", template.arn("queue dead-letters " + id),
                            "maxReceiveCount", queue.number("maxReceiveCount")));
        });
        template.add("queue " + id, "SQS::Queue", "", properties);
    }

    private static Map<String, Object> queueOf(String name) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("QueueName", name);
        if (name.endsWith(".fifo")) {
            properties.put("FifoQueue", true);
        }
        return properties;
    }

    private void table(String id, Part table) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("TableName", name(table));
        properties.put("BillingMode", "PAY_PER_REQUEST");
        properties.put(
                "AttributeDefinitions",
                table.part("attributes").fields().entrySet().stream()
                        .map(each -> Map.of("AttributeName", each.getKey(), "AttributeType", each.getValue()))
                        .toList());
        properties.put("KeySchema", keys(table));
        List<Map<String, Object>> indexes = table.parts("indexes").entrySet().stream()
                .map(index -> Map.<String, Object>of(
                        "IndexName", index.getKey(),
                        "KeySchema", keys(index.getValue()),
                        "Projection", Map.of("ProjectionType", "ALL")))
                .toList();
        if (!indexes.isEmpty()) {
            properties.put("GlobalSecondaryIndexes", indexes);
        }
        table.optional("expires")
                .ifPresent(attribute ->
                        properties.put("TimeToLiveSpecification", Map.of("AttributeName", attribute, "Enabled", true)));
        template.add("table " + id, "DynamoDB::Table", "", properties);
    }

    private static List<Map<String, String>> keys(Part part) {
        return Stream.concat(
                        Stream.of(Map.of("AttributeName", part.text("hashKey"), "KeyType", "HASH")),
                        part.optional("rangeKey").stream()
                                .map(range -> Map.of("AttributeName", range, "KeyType", "RANGE")))
                .toList();
    }

    private void bucket(String id, Part bucket) {
        boolean keepsFailedRecords = plan.parts("mappings").values().stream()
                .anyMatch(mapping ->
                        mapping.optional("onFailureBucket").filter(id::equals).isPresent());
        Map<String, Object> properties = bucket(name(bucket), bucket.is("eventBridge") || keepsFailedRecords);
        @SuppressWarnings("unchecked")
        Map<String, Object> told = (Map<String, Object>) properties.get("NotificationConfiguration");
        List<Object> functions = new ArrayList<>();
        List<Object> queues = new ArrayList<>();
        for (Part notification : bucket.list("notifications")) {
            for (String event : notification.texts("events")) {
                Map<String, Object> each = new LinkedHashMap<>();
                each.put("Event", event);
                each.put("Filter", Map.of("S3Key", Map.of("Rules", rules(notification))));
                notification
                        .optional("function")
                        .ifPresentOrElse(
                                function -> {
                                    each.put("Function", template.ref("alias " + function));
                                    functions.add(each);
                                },
                                () -> {
                                    String queue = notification.text("queue");
                                    each.put(
                                            "Queue",
                                            plan.parts("queues").containsKey(queue)
                                                    ? template.arn("queue " + queue)
                                                    : "arn:aws:sqs:" + names.region() + ":" + names.account() + ":"
                                                            + queue);
                                    queues.add(each);
                                });
            }
        }
        told.put("LambdaConfigurations", functions);
        told.put("QueueConfigurations", queues);
        template.add("bucket " + id, "S3::Bucket", "", properties);
    }

    private static List<Map<String, String>> rules(Part notification) {
        return Stream.of("prefix", "suffix")
                .flatMap(
                        name -> notification.optional(name).stream().map(value -> Map.of("Name", name, "Value", value)))
                .toList();
    }

    /** A bucket with versions. */
    static Map<String, Object> bucket(String name, boolean tellsEventBridge) {
        Map<String, Object> told = new LinkedHashMap<>();
        if (tellsEventBridge) {
            told.put("EventBridgeConfiguration", Map.of("EventBridgeEnabled", true));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("BucketName", name);
        properties.put("VersioningConfiguration", Map.of("Status", "Enabled"));
        properties.put("NotificationConfiguration", told);
        return properties;
    }
}
