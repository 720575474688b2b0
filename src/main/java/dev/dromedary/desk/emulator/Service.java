package dev.dromedary.desk.emulator;

/** What pipelines reach, with the end of the environment variable that names its endpoint. */
enum Service {
    S3("S3"),
    DYNAMODB("DynamoDB"),
    SQS("SQS"),
    EVENTBRIDGE("EventBridge"),
    SES("SES"),
    SNS("SNS"),
    KINESIS("Kinesis"),
    FIREHOSE("Firehose");

    private final String shown;

    Service(String shown) {
        this.shown = shown;
    }

    /** What a person calls it. */
    String shown() {
        return shown;
    }

    /**
     * The variable of its own endpoint.
     *
     * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific endpoints</a>
     */
    String variable() {
        return Endpoints.VARIABLE + "_" + name();
    }
}
