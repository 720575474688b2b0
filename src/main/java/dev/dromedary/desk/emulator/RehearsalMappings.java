package dev.dromedary.desk.emulator;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What starts functions from queues and streams, and where records go that were given up, in the template of a rehearsal.
 *
 * @param plan the plan's document
 * @param names what it leaves open
 * @param template gets it, after the functions
 */
record RehearsalMappings(Part plan, Names names, Template template) {

    private static final String UNDELIVERED = "dromedary-undelivered";

    void add() {
        plan.parts("mappings").values().forEach(this::mapping);
        failedRecords();
    }

    private void mapping(Part mapping) {
        String source = mapping.text("source");
        boolean stream = mapping.text("kind").equals("stream");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("FunctionName", template.ref("alias " + mapping.text("function")));
        properties.put("BatchSize", mapping.number("batchSize"));
        properties.put(
                "MaximumBatchingWindowInSeconds",
                mapping.optional("batchingWindow").orElse("0"));
        properties.put("FunctionResponseTypes", List.of("ReportBatchItemFailures"));
        if (stream) {
            Part planned = plan.parts("streams").get(source);
            properties.put(
                    "EventSourceArn",
                    names.arn("kinesis", "stream/" + (planned == null ? source : names.fill(planned.text("name")))));
            properties.put("StartingPosition", mapping.text("startingPosition"));
            properties.put("ParallelizationFactor", mapping.number("parallelizationFactor"));
            properties.put("BisectBatchOnFunctionError", mapping.is("bisect"));
            properties.put("MaximumRetryAttempts", mapping.number("maximumRetryAttempts"));
            properties.put("MaximumRecordAgeInSeconds", mapping.number("maximumRecordAge"));
            properties.put(
                    "DestinationConfig",
                    Map.of("OnFailure", Map.of("Destination", "arn:aws:s3:::" + failedRecordsBucket(mapping))));
        } else {
            properties.put("EventSourceArn", names.arn("sqs", Inputs.queueName(plan, source, names)));
            mapping.optional("maximumConcurrency")
                    .ifPresent(most ->
                            properties.put("ScalingConfig", Map.of("MaximumConcurrency", Integer.valueOf(most))));
        }
        template.add(
                "mapping " + mapping.text("function"),
                "Lambda::EventSourceMapping",
                plan.parts("functions").get(mapping.text("function")).text("pipeline"),
                properties,
                (stream ? "stream " : "queue ") + source);
    }

    private String failedRecordsBucket(Part mapping) {
        String bucket = mapping.optional("onFailureBucket").orElse(UNDELIVERED);
        Part planned = plan.parts("buckets").get(bucket);
        if (planned != null) {
            return names.fill(planned.text("name"));
        }
        return bucket.equals(UNDELIVERED) ? names.fill(UNDELIVERED + "-${environment}-${account}-${region}") : bucket;
    }

    /** What lands among the failed records is told to a queue, too. */
    private void failedRecords() {
        Set<String> buckets = new HashSet<>();
        for (Part mapping : plan.parts("mappings").values()) {
            String logical = mapping.optional("onFailureBucket").orElse(UNDELIVERED);
            boolean own = logical.equals(UNDELIVERED) || plan.parts("buckets").containsKey(logical);
            if (mapping.text("kind").equals("stream") && own && buckets.add(logical)) {
                String bucket = failedRecordsBucket(mapping);
                String name = names.fill(logical + "-failed-records-${environment}");
                if (!plan.parts("buckets").containsKey(logical)) {
                    template.add("bucket " + logical, "S3::Bucket", "", RehearsalStores.bucket(bucket, true));
                }
                template.queue("queue failed-records " + logical, name, "");
                Map<String, Object> written = Map.of(
                        "bucket", Map.of("name", List.of(bucket)),
                        "object", Map.of("key", List.of(Map.of("prefix", "aws/lambda/"))));
                template.add(
                        "rule failed-records " + logical,
                        "Events::Rule",
                        "",
                        Map.of(
                                "Name", name,
                                "EventPattern",
                                        Map.of(
                                                "source", List.of("aws.s3"),
                                                "detail-type", List.of("Object Created"),
                                                "detail", written),
                                "Targets", List.of(Map.of("Id", "queue", "Arn", names.arn("sqs", name)))));
            }
        }
    }
}
