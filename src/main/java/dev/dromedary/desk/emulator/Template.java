package dev.dromedary.desk.emulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A template of CloudFormation in the making. */
final class Template {

    /** The longest that SQS keeps a message, in seconds: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
    static final int FOURTEEN_DAYS = 1209600;

    private final Map<String, Object> resources = new LinkedHashMap<>();

    Map<String, Object> resources() {
        return resources;
    }

    /** Adds a resource, after those that its properties refer to, and after others that are named, if they are there. */
    void add(String key, String type, String pipeline, Map<String, Object> properties, String... after) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("Type", "AWS::" + type);
        List<String> earlier = Stream.of(after)
                .map(Template::id)
                .filter(resources::containsKey)
                .toList();
        if (!earlier.isEmpty()) {
            resource.put("DependsOn", earlier);
        }
        if (!pipeline.isEmpty()) {
            resource.put("Metadata", Map.of(Rehearsal.PIPELINE, pipeline));
        }
        resource.put("Properties", properties);
        resources.put(id(key), resource);
    }

    /** A queue for what failed. */
    void queue(String key, String name, String pipeline) {
        add(key, "SQS::Queue", pipeline, Map.of("QueueName", name, "MessageRetentionPeriod", FOURTEEN_DAYS));
    }

    Map<String, Object> ref(String key) {
        return Map.of("Ref", id(key));
    }

    /** The ARN of a resource of this template. */
    Map<String, Object> arn(String key) {
        return Map.of("Fn::GetAtt", List.of(id(key), "Arn"));
    }

    /** Letters and digits; two keys have two ids. */
    private static String id(String key) {
        StringBuilder id = new StringBuilder();
        key.chars()
                .mapToObj(each -> Character.isLetterOrDigit(each) && each < 128 && each != 'X'
                        ? Character.toString(each)
                        : each == ' ' ? "XX" : "X" + Integer.toHexString(each))
                .forEach(id::append);
        return id.toString();
    }
}
