package dev.dromedary.function.steps.outbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResultEntry;

/** A queue that answers each batch as a test says, and keeps what it was sent. */
final class ScriptedQueue implements SqsClient {

    private final List<SendMessageBatchRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<SendMessageBatchRequest, SendMessageBatchResponse> answer = ScriptedQueue::takesAll;

    /** Answers from now on in this way. */
    void answers(Function<SendMessageBatchRequest, SendMessageBatchResponse> next) {
        answer = next;
    }

    static SendMessageBatchResponse takesAll(SendMessageBatchRequest request) {
        return SendMessageBatchResponse.builder()
                .successful(request.entries().stream()
                        .map(entry -> SendMessageBatchResultEntry.builder()
                                .id(entry.id())
                                .build())
                        .toList())
                .build();
    }

    /** Takes all but one entry, which fails in this way. */
    static SendMessageBatchResponse fails(
            SendMessageBatchRequest request, int place, String code, boolean senderFault) {
        SendMessageBatchResponse all = takesAll(request);
        return all.toBuilder()
                .successful(all.successful().stream()
                        .filter(entry -> !entry.id().equals(Integer.toString(place)))
                        .toList())
                .failed(failed(place, code, senderFault))
                .build();
    }

    static BatchResultErrorEntry failed(int place, String code, boolean senderFault) {
        return BatchResultErrorEntry.builder()
                .id(Integer.toString(place))
                .code(code)
                .senderFault(senderFault)
                .build();
    }

    List<SendMessageBatchRequest> requests() {
        return List.copyOf(requests);
    }

    /** What all batches held. */
    List<SendMessageBatchRequestEntry> entries() {
        return requests().stream()
                .flatMap(request -> request.entries().stream())
                .toList();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        requests.add(request);
        return answer.apply(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Nothing to let go of.
    }
}
