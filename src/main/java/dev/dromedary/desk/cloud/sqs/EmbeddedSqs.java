package dev.dromedary.desk.cloud.sqs;

import dev.dromedary.desk.Arns;
import dev.dromedary.function.ledger.ClaimInterceptor;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.PurgeQueueRequest;
import software.amazon.awssdk.services.sqs.model.PurgeQueueResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * SQS with standard and FIFO queues. Each message is a line of {@code <queue>.ndjson}; when this is closed, lines get
 * {@code "state": "deleted"} or {@code "dead-letter"}, those of waiting messages how often they were {@code received}.
 * Who makes the queue again gets the waiting messages; after a crash also those that had been deleted, as SQS delivers
 * at least once anyway. Waiting messages are held in memory.
 *
 * <p>A queue is known by the last part of its URL, so that properties written for an account work here.
 *
 * <p>Unlike SQS: the oldest message is always received first; a long poll that finds nothing returns at once; a message
 * is kept for ever; a queue may be purged at any time; FIFO queues deduplicate in the whole queue, and
 * ignore {@code ReceiveRequestAttemptId}; access, encryption, tags and {@code AWSTraceHeader} are not kept. Operations
 * other than those here throw {@link UnsupportedOperationException}.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Message
 *     quotas</a>
 */
public final class EmbeddedSqs implements SqsClient {
    private final Queues queues;
    private final MessageView view;
    private final MessageOperations messages;
    private final String region;

    /**
     * Touches no file before the first queue is made.
     *
     * @param folder gets a file for each queue
     * @param region as URLs and ARNs name it, such as {@code us-east-1}
     * @param clock tells how long messages stay hidden
     */
    public EmbeddedSqs(Path folder, String region, InstantSource clock) {
        this.queues = new Queues(folder, clock);
        this.view = new MessageView(region);
        this.messages = new MessageOperations(queues, view);
        this.region = region;
    }

    Queues queues() {
        return queues;
    }

    MessageView view() {
        return view;
    }

    /**
     * Makes a queue unless there is one of that name; also its dead-letter queue, {@code x-dead-letters} of x, which gets
     * what was received five times.
     *
     * @param name that of a FIFO queue ends in {@code .fifo}
     * @return its URL
     */
    public String queue(String name) {
        queues.ensure(name);
        return url(name);
    }

    /**
     * The name in a queue's URL.
     *
     * @param url of any region and account
     * @return what comes after the last slash
     */
    public static String name(String url) {
        return QueueNames.ofUrl(url);
    }

    /** What happened to messages since this was made; one for each queue, by name. */
    public List<QueueCounts> counts() {
        return queues.counts();
    }

    /**
     * The bodies of the messages that are in a queue, also of those that were handed out and are hidden.
     *
     * @param queue name of the queue
     * @param most how many, from the oldest on
     * @return a copy
     */
    public List<String> waiting(String queue, int most) {
        return queues.waiting(queue, most);
    }

    private String url(String name) {
        return "https://sqs." + region + ".amazonaws.com/" + Arns.ACCOUNT + "/" + name;
    }

    @Override
    public CreateQueueResponse createQueue(CreateQueueRequest request) {
        QueueAttributes.create(queues, request);
        return CreateQueueResponse.builder().queueUrl(url(request.queueName())).build();
    }

    @Override
    public GetQueueUrlResponse getQueueUrl(GetQueueUrlRequest request) {
        QueueNames.check(request.queueName());
        queues.settings(request.queueName());
        return GetQueueUrlResponse.builder().queueUrl(url(request.queueName())).build();
    }

    @Override
    public ListQueuesResponse listQueues(ListQueuesRequest request) {
        String prefix = request.queueNamePrefix() == null ? "" : request.queueNamePrefix();
        String after = request.nextToken() == null ? "" : request.nextToken();
        int most = request.maxResults() == null ? Integer.MAX_VALUE : request.maxResults();
        List<String> names = queues.names(prefix).stream()
                .filter(name -> name.compareTo(after) > 0)
                .toList();
        List<String> page = names.stream().limit(most).toList();
        return ListQueuesResponse.builder()
                .queueUrls(page.stream().map(this::url).toList())
                .nextToken(page.size() < names.size() ? page.get(page.size() - 1) : null)
                .build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
        String name = QueueNames.ofUrl(request.queueUrl());
        return GetQueueAttributesResponse.builder()
                .attributesWithStrings(QueueAttributes.of(queues, region, name, request.attributeNamesAsStrings()))
                .build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        ClaimInterceptor.check(request);
        return messages.sendMessage(request);
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        ClaimInterceptor.check(request);
        return messages.sendMessageBatch(request);
    }

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
        return messages.receiveMessage(request);
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
        return messages.deleteMessage(request);
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
        return messages.deleteMessageBatch(request);
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
        return messages.changeMessageVisibility(request);
    }

    @Override
    public PurgeQueueResponse purgeQueue(PurgeQueueRequest request) {
        queues.purge(QueueNames.ofUrl(request.queueUrl()));
        return PurgeQueueResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    /** Notes in each queue's file what became of the messages. Without effect when it is called again. */
    @Override
    public void close() {
        queues.close();
    }
}
