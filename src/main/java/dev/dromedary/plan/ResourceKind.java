package dev.dromedary.plan;

/** Kinds of AWS resources, with what their real names and ARNs look like. */
public enum ResourceKind {
    BUCKET("bucket", "s3", "arn:${partition}:s3:::%s"),
    TABLE("table", "dynamodb", "arn:${partition}:dynamodb:${region}:${account}:table/%s"),
    QUEUE("queue", "sqs", "arn:${partition}:sqs:${region}:${account}:%s"),
    STREAM("stream", "kinesis", "arn:${partition}:kinesis:${region}:${account}:stream/%s"),
    DELIVERY_STREAM("delivery stream", "firehose", "arn:${partition}:firehose:${region}:${account}:deliverystream/%s"),
    BUS("event bus", "events", "arn:${partition}:events:${region}:${account}:event-bus/%s"),
    TOPIC("topic", "sns", "arn:${partition}:sns:${region}:${account}:%s"),
    IDENTITY("identity", "ses", "arn:${partition}:ses:${region}:${account}:identity/%s"),
    FUNCTION("function", "lambda", "arn:${partition}:lambda:${region}:${account}:function:%s"),
    STATE_MACHINE("state machine", "states", "arn:${partition}:states:${region}:${account}:stateMachine:%s"),
    WORKGROUP("workgroup", "athena", "arn:${partition}:athena:${region}:${account}:workgroup/%s"),
    /** Six characters that Secrets Manager appends: https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_iam-policies.html */
    SECRET("secret", "secretsmanager", "arn:${partition}:secretsmanager:${region}:${account}:secret:%s-??????"),
    PARAMETER("parameter", "ssm", "arn:${partition}:ssm:${region}:${account}:parameter/%s");

    private final String word;
    private final String service;
    private final String arn;

    ResourceKind(String word, String service, String arn) {
        this.word = word;
        this.service = service;
        this.arn = arn;
    }

    /** What a person calls it. */
    String word() {
        return word;
    }

    /** The service's prefix in actions, ARNs and host names. */
    String service() {
        return service;
    }

    /** The ARN of a resource of this kind by its real name. */
    public String arn(String realName) {
        // The slash that a parameter's name begins with is there already.
        String name = this == PARAMETER ? realName.replaceFirst("^/", "") : realName;
        return realName.startsWith("arn:") ? realName : String.format(arn, name);
    }

    /** The name in an ARN, or in a queue's URL, that stands in a property; what is none stays as it is. */
    String nameOf(String value) {
        if (this == QUEUE && value.startsWith("http")) {
            return value.substring(value.lastIndexOf('/') + 1);
        }
        if (!value.startsWith("arn:")) {
            return value;
        }
        String last = value.split(":", 6)[5];
        return last.replaceFirst(
                "^(table/|stream/|deliverystream/|event-bus/|identity/|function:|stateMachine:|workgroup/|parameter/|secret:)",
                "");
    }
}
