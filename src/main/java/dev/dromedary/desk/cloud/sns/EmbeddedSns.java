package dev.dromedary.desk.cloud.sns;

import dev.dromedary.desk.Arns;
import dev.dromedary.desk.cloud.ServiceErrors;
import dev.dromedary.function.ledger.ClaimInterceptor;
import dev.dromedary.function.records.EscapedText;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.Topic;

/**
 * SNS without subscribers: each message is a line of {@code <topic>.ndjson}. A topic is known by its name; region and
 * account in an ARN may be any, so that properties written for an account work here. Topics last as long as this
 * object, their files longer. Other operations throw {@link UnsupportedOperationException}.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
public final class EmbeddedSns implements SnsClient {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\\.fifo");
    private static final Pattern ARN = Pattern.compile("arn:[^:]+:sns:[^:]*:[^:]*:([^:]+)");
    private static final Pattern SUBJECT = Pattern.compile("[^\\p{Cc}\\p{Cs}\\u2028\\u2029]{1,99}");
    private static final int LARGEST = 256 * 1024;

    private final NavigableSet<String> topics = new ConcurrentSkipListSet<>();
    private final List<PublishedMessage> published = new CopyOnWriteArrayList<>();
    private final Path folder;
    private final String region;

    /**
     * Touches no file before the first message.
     *
     * @param folder gets a file for each topic; messages of an earlier run stay in it
     * @param region as ARNs name it, such as {@code us-east-1}
     */
    public EmbeddedSns(Path folder, String region) {
        this.folder = folder;
        this.region = region;
    }

    /**
     * Makes a topic, unless there is one of that name.
     *
     * @param name letters, digits, hyphens and underscores
     * @return its ARN
     */
    public String topic(String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            throw invalid("Invalid parameter: Topic Name");
        }
        topics.add(name);
        return arn(name);
    }

    /** What was published since this was made, in the order in which it was published. */
    public List<PublishedMessage> published() {
        return List.copyOf(published);
    }

    private String arn(String name) {
        return Arns.of("sns", region, name);
    }

    /**
     * The name in a topic's ARN.
     *
     * @param arn an ARN of any region and account
     * @return the name
     * @throws AwsServiceException as SNS answers, if it is no topic's ARN
     */
    public static String name(String arn) {
        var matcher = ARN.matcher(arn == null ? "" : arn);
        if (!matcher.matches()) {
            throw invalid("Invalid parameter: TopicArn");
        }
        return matcher.group(1);
    }

    @Override
    public CreateTopicResponse createTopic(CreateTopicRequest request) {
        return CreateTopicResponse.builder().topicArn(topic(request.name())).build();
    }

    @Override
    public ListTopicsResponse listTopics(ListTopicsRequest request) {
        return ListTopicsResponse.builder()
                .topics(topics.stream()
                        .map(name -> Topic.builder().topicArn(arn(name)).build())
                        .toList())
                .build();
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
        ClaimInterceptor.check(request);
        String topic = name(request.topicArn() == null ? request.targetArn() : request.topicArn());
        if (!topics.contains(topic)) {
            throw ServiceErrors.of(
                    NotFoundException.builder(), "Sns", 404, "NotFound", "Topic does not exist: " + topic + ".");
        }
        if (request.message() == null || request.message().isEmpty()) {
            throw invalid("Invalid parameter: Empty message");
        }
        if (!isSendable(request.message())
                || request.messageAttributes().values().stream()
                        .anyMatch(each -> each.stringValue() != null && !isSendable(each.stringValue()))) {
            throw invalid("Invalid parameter: Message or attribute has invalid characters");
        }
        if (request.message().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw invalid("Invalid parameter: Message too long");
        }
        if (request.subject() != null && !SUBJECT.matcher(request.subject()).matches()) {
            throw invalid("Invalid parameter: Subject");
        }
        String id = UUID.randomUUID().toString();
        append(topic, line(id, topic, request));
        published.add(new PublishedMessage(topic, request.subject(), request.message(), attributes(request)));
        return PublishResponse.builder().messageId(id).build();
    }

    /** Queues are subscribers of topics, so that what a queue does not take is refused here. */
    private static boolean isSendable(String text) {
        return EscapedText.isClean(text, EscapedText::isInXml);
    }

    private static String line(String id, String topic, PublishRequest request) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("topic", topic);
        line.put("subject", request.subject());
        line.put("message", request.message());
        line.put("published", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("message_id", id);
        if (request.hasMessageAttributes()) {
            line.put("attributes", attributes(request));
        }
        return JsonDocument.write(line) + "\n";
    }

    private static Map<String, String> attributes(PublishRequest request) {
        Map<String, String> attributes = new TreeMap<>();
        request.messageAttributes().forEach((name, value) -> attributes.put(name, value.stringValue()));
        return attributes;
    }

    private synchronized void append(String topic, String line) {
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve(topic + ".ndjson"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw SdkClientException.create("The embedded SNS could not write the message: " + e.getMessage(), e);
        }
    }

    private static AwsServiceException invalid(String message) {
        return ServiceErrors.of(InvalidParameterException.builder(), "Sns", 400, "InvalidParameter", message);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
