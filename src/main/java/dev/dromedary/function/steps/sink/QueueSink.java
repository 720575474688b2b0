package dev.dromedary.function.steps.sink;

import dev.dromedary.function.ledger.Replay;
import dev.dromedary.function.records.EscapedText;
import dev.dromedary.function.records.JsonRow;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.steps.Correlation;
import dev.dromedary.function.steps.RecordsEndpoint;
import dev.dromedary.function.steps.Run;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * {@code records:send}: each record as a message. Its id is that of the work and the row's number, whoever sends it: a FIFO queue drops
 * what it has had within five minutes, and others find the id as the attribute {@code message_id}. Needs {@code sqs:SendMessage}.
 */
final class QueueSink implements Sink<SendMessageBatchRequestEntry> {

    /** Its row is larger than a message may be. */
    static final String TOO_LARGE = "too_large_for_queue";

    /** What every queue takes of one message, whenever it was made. */
    static final int USUAL_BYTES = 256 * 1024;

    /**
     * What a queue takes that was made for it, by its {@code MaximumMessageSize}; and one call.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html">Message
     *     quotas</a>
     */
    static final int MOST_BYTES = 1024 * 1024;

    /**
     * Messages of one call.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">SendMessageBatch</a>
     */
    private static final int MOST = 10;

    private static final String MESSAGE_ID = "message_id";
    private static final String CORRELATION_ID = "correlation_id";
    private static final String TEXT = "String";

    private final SqsClient client;
    private final String url;
    private final boolean fifo;
    private final String groupColumn;
    private final String bodyColumn;
    private final int maximumBytes;
    private final JsonRow json;
    private final String correlationId;
    private final String work;

    private QueueSink(RecordsEndpoint endpoint, Run run, Exchange exchange) {
        QueueName queue = new QueueName(endpoint.getQueue());
        this.client = endpoint.client(SqsClient.class);
        this.url = queue.url(endpoint.getCamelContext());
        this.fifo = queue.isFifo();
        this.groupColumn = endpoint.getGroupId();
        this.bodyColumn = endpoint.getBody();
        this.maximumBytes = endpoint.getMaximumBytes();
        this.json = new JsonRow(run.shape(), false);
        this.correlationId = exchange.getProperty("correlationId", "", String.class);
        Replay replay = exchange.getProperty(Replay.PROPERTY, Replay.class);
        // A replay is asked for so that records are sent again.
        this.work = Correlation.sha256(correlationId + '\n' + (replay == null ? "" : replay.id()));
    }

    /** Sinks for the queue that an endpoint names. */
    static SinkKind of(RecordsEndpoint endpoint) {
        return new SinkKind() {
            @Override
            public String kind() {
                return "queue";
            }

            @Override
            public String name() {
                return new QueueName(endpoint.getQueue()).name();
            }

            @Override
            public Sink<?> open(Run run, Exchange exchange) {
                return new QueueSink(endpoint, run, exchange);
            }
        };
    }

    @Override
    public Size most() {
        return new Size(MOST, Math.min(maximumBytes, USUAL_BYTES));
    }

    @Override
    public boolean parallel() {
        return !fifo;
    }

    @Override
    public Optional<Entry<SendMessageBatchRequestEntry>> entry(Row row, int index) {
        String group = groupColumn == null ? null : row.get(groupColumn);
        if (groupColumn != null && (group == null || group.isEmpty())) {
            row.reject("missing_" + groupColumn);
            return Optional.empty();
        }
        String text = bodyColumn == null ? json(row) : row.get(bodyColumn);
        if (text == null || text.isEmpty()) {
            row.reject("missing_" + bodyColumn);
            return Optional.empty();
        }
        SendMessageBatchRequestEntry message = message(text, group, work + '-' + row.number());
        int bytes = bytes(message);
        if (bytes > maximumBytes) {
            row.reject(TOO_LARGE);
            return Optional.empty();
        }
        return Optional.of(new Entry<>(row, index, group, bytes, message));
    }

    /** JSON, with its own escapes for the characters that SQS does not take. */
    private String json(Row row) {
        return EscapedText.escapeCharacters(new String(json.bytes(row), StandardCharsets.UTF_8), EscapedText::isInXml);
    }

    private SendMessageBatchRequestEntry message(String text, String group, String id) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        attributes.put(MESSAGE_ID, text(id));
        if (!correlationId.isEmpty()) {
            attributes.put(CORRELATION_ID, text(correlationId));
        }
        return SendMessageBatchRequestEntry.builder()
                .messageBody(text)
                .messageAttributes(attributes)
                .messageGroupId(group)
                .messageDeduplicationId(fifo ? id : null)
                .build();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder().dataType(TEXT).stringValue(value).build();
    }

    /** What the message has when its texts are such that SQS takes them. */
    private static int bytes(SendMessageBatchRequestEntry message) {
        int bytes = bytes(message.messageBody());
        for (Map.Entry<String, MessageAttributeValue> each :
                message.messageAttributes().entrySet()) {
            bytes += bytes(each.getKey()) + bytes(TEXT) + bytes(each.getValue().stringValue());
        }
        return bytes;
    }

    private static int bytes(String text) {
        return EscapedText.escape(text, EscapedText::isInXml).getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public List<Untaken<SendMessageBatchRequestEntry>> send(List<Entry<SendMessageBatchRequestEntry>> entries) {
        List<SendMessageBatchRequestEntry> messages = new ArrayList<>();
        for (Entry<SendMessageBatchRequestEntry> entry : entries) {
            messages.add(entry.payload().toBuilder()
                    .id(Integer.toString(messages.size()))
                    .build());
        }
        SendMessageBatchResponse response =
                client.sendMessageBatch(request -> request.queueUrl(url).entries(messages));
        int answered = response.successful().size() + response.failed().size();
        if (answered != messages.size()) {
            throw new IllegalStateException(
                    "The queue " + url + " was sent " + messages.size() + " messages and has answered for " + answered);
        }
        return response.failed().stream()
                .map(failed -> untaken(failed, entries))
                .toList();
    }

    private static Untaken<SendMessageBatchRequestEntry> untaken(
            BatchResultErrorEntry failed, List<Entry<SendMessageBatchRequestEntry>> entries) {
        return new Untaken<>(
                entries.get(Integer.parseInt(failed.id())),
                failed.code(),
                failed.message(),
                Boolean.TRUE.equals(failed.senderFault()));
    }
}
