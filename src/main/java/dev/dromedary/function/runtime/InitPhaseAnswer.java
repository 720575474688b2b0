package dev.dromedary.function.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Answers a request on the spot, as a service would that has nothing and takes everything. */
record InitPhaseAnswer(HttpExecuteRequest request, Supplier<byte[]> sample) implements ExecutableHttpRequest {

    private static final String CREATED_UPLOAD =
            "<InitiateMultipartUploadResult><UploadId>init</UploadId></InitiateMultipartUploadResult>";
    private static final String QUEUES = "AmazonSQS.";
    private static final String NO_FAILED_ENTRY = "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"init\"}]}";

    // A text that is a JSON object, as routes that ask a model for one go on with it.
    private static final String CONVERSED =
            "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"{}\"}]}},"
                    + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":1,\"outputTokens\":1,\"totalTokens\":2},"
                    + "\"metrics\":{\"latencyMs\":1}}";
    /** SES and SNS: the action is the first parameter of a form. */
    private static final Pattern ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");

    @Override
    public HttpExecuteResponse call() throws IOException {
        byte[] sent = request.contentStreamProvider().isPresent()
                // A service would read the request; reading warms the signer and the checksums up.
                ? request.contentStreamProvider().get().newStream().readAllBytes()
                : new byte[0];
        byte[] body = body(sent);
        return HttpExecuteResponse.builder()
                .response(SdkHttpResponse.builder()
                        .statusCode(200)
                        .putHeader("ETag", "\"init\"")
                        .putHeader("Content-Length", Integer.toString(body.length))
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    private byte[] body(byte[] sent) {
        SdkHttpMethod method = request.httpRequest().method();
        if (target().startsWith(InitPhaseStreams.KINESIS)) {
            return InitPhaseStreams.records(sent);
        }
        return method == SdkHttpMethod.GET ? sample.get() : text(method, sent).getBytes(StandardCharsets.UTF_8);
    }

    private String text(SdkHttpMethod method, byte[] sent) {
        String target = target();
        if (target.startsWith("AWSEvents")) {
            return NO_FAILED_ENTRY;
        }
        if (target.startsWith(InitPhaseStreams.FIREHOSE)) {
            return InitPhaseStreams.delivered(JsonDocument.parse(new String(sent, StandardCharsets.UTF_8)));
        }
        if (target.startsWith(QUEUES)) {
            return JsonDocument.write(InitPhaseQueues.answer(
                    request.httpRequest().host(),
                    target.substring(QUEUES.length()),
                    JsonDocument.parse(new String(sent, StandardCharsets.UTF_8))));
        }
        if (!target.isEmpty()) {
            return "{}";
        }
        if (method != SdkHttpMethod.POST) {
            return "";
        }
        if (request.httpRequest().encodedPath().endsWith("/converse")) {
            return CONVERSED;
        }
        return isForm() ? done(sent) : CREATED_UPLOAD;
    }

    private String target() {
        return request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    }

    private boolean isForm() {
        return request.httpRequest()
                .firstMatchingHeader("Content-Type")
                .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                .isPresent();
    }

    /** What the query protocol answers: <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS Query</a>. */
    private static String done(byte[] form) {
        Matcher matcher = ACTION.matcher(new String(form, StandardCharsets.UTF_8));
        String action = matcher.find() ? matcher.group(1) : "Unknown";
        return "<" + action + "Response><" + action + "Result><MessageId>init</MessageId></" + action
                + "Result><ResponseMetadata><RequestId>init</RequestId></ResponseMetadata></" + action + "Response>";
    }

    @Override
    public void abort() {
        // There is no connection.
    }

    /**
     * What SQS would answer in the init phase. Clients check its digests of what they sent, and Camel keeps a queue's URL.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</a>
     */
    private static final class InitPhaseQueues {

        private InitPhaseQueues() {}

        /** Answers the document of an operation, such as {@code SendMessage}, of the JSON protocol. */
        static Map<String, Object> answer(String host, String operation, Map<String, Object> request) {
            return switch (operation) {
                case "SendMessage" -> sent(request);
                case "SendMessageBatch" ->
                    Map.of(
                            "Successful",
                            Fields.objects(request, "Entries").stream()
                                    .map(InitPhaseQueues::sent)
                                    .toList(),
                            "Failed",
                            List.of());
                case "GetQueueUrl" ->
                    Map.of(
                            "QueueUrl",
                            "https://" + host + "/" + request.get("QueueOwnerAWSAccountId") + "/"
                                    + request.get("QueueName"));
                default -> Map.of();
            };
        }

        private static Map<String, Object> sent(Map<String, Object> message) {
            Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
            Map<String, Object> given = Fields.object(message, "MessageAttributes");
            given.keySet().forEach(name -> attributes.put(name, attribute(Fields.object(given, name))));
            Map<String, Object> sent = new LinkedHashMap<>();
            sent.put("Id", message.get("Id"));
            sent.put("MessageId", "init");
            sent.put("MD5OfMessageBody", MessageChecksums.ofBody(String.valueOf(message.get("MessageBody"))));
            sent.put("MD5OfMessageAttributes", MessageChecksums.ofAttributes(attributes));
            return sent;
        }

        private static MessageAttributeValue attribute(Map<String, Object> given) {
            String binary = Fields.text(given, "BinaryValue");
            return MessageAttributeValue.builder()
                    .dataType(Fields.text(given, "DataType"))
                    .stringValue(Fields.text(given, "StringValue"))
                    .binaryValue(
                            binary == null
                                    ? null
                                    : SdkBytes.fromByteArray(Base64.getDecoder().decode(binary)))
                    .build();
        }
    }
}
