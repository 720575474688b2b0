package dev.dromedary.plan;

/**
 * A resource that routes name.
 *
 * @param kind what it is
 * @param name its logical name: the value of the property that names it
 * @param external whether it exists already and keeps its name
 */
public record Resource(ResourceKind kind, String name, boolean external) {

    /** The name that it has in an environment. */
    public String realName() {
        if (external) {
            return name;
        }
        return switch (kind) {
            case BUCKET -> name + "-${environment}-${account}-${region}";
            case BUS -> name.equals("default") ? name : name + "-${environment}";
            case QUEUE -> suffixed("");
            case TABLE, STREAM, TOPIC, FUNCTION, STATE_MACHINE, SECRET, PARAMETER -> name + "-${environment}";
            // Nobody makes one by its name alone.
            case IDENTITY, WORKGROUP, DELIVERY_STREAM -> name;
        };
    }

    /** The real name with something between it and the environment; the end of a FIFO queue's name stays at its end. */
    String suffixed(String suffix) {
        boolean fifo = name.endsWith(".fifo");
        String stem = fifo ? name.substring(0, name.length() - ".fifo".length()) : name;
        return stem + suffix + (external ? "" : "-${environment}") + (fifo ? ".fifo" : "");
    }

    /** What a property holds where the function runs: of the same form as in its file. */
    String realValue(String value) {
        if (value.startsWith("http")) {
            return url();
        }
        return value.startsWith("arn:") ? arn() : realName();
    }

    /** The URL of a queue: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html */
    String url() {
        return "https://sqs.${region}.amazonaws.com/${account}/" + realName();
    }

    public String arn() {
        return kind.arn(realName());
    }
}
