package dev.dromedary.desk.cloud.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.BatchEntryIdsNotDistinctException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.EmptyBatchRequestException;
import software.amazon.awssdk.services.sqs.model.InvalidBatchEntryIdException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.TooManyEntriesInBatchRequestException;

/**
 * What the batch requests have in common.
 *
 * @param entries at most 10
 * @param id of an entry, unlike those of the others
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html">
 *     SendMessageBatch</a>
 */
record SqsBatch<E>(List<E> entries, Function<E, String> id) {
    private static final int MOST = 10;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    /**
     * Refuses what SQS refuses as a whole.
     *
     * @throws AwsServiceException as SQS answers
     */
    void check() {
        if (entries.isEmpty()) {
            throw SqsErrors.batch(
                    EmptyBatchRequestException.builder(),
                    "EmptyBatchRequest",
                    "There should be at least one batch entry in the request.");
        }
        if (entries.size() > MOST) {
            throw SqsErrors.batch(
                    TooManyEntriesInBatchRequestException.builder(),
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are 10. You have sent " + entries.size() + ".");
        }
        for (E entry : entries) {
            String each = id.apply(entry);
            if (each == null || !ID.matcher(each).matches()) {
                throw SqsErrors.batch(
                        InvalidBatchEntryIdException.builder(),
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at"
                                + " most 80 letters long.");
            }
        }
        List<String> distinct = entries.stream().map(id).distinct().toList();
        if (distinct.size() < entries.size()) {
            throw SqsErrors.batch(
                    BatchEntryIdsNotDistinctException.builder(),
                    "BatchEntryIdsNotDistinct",
                    "Id "
                            + entries.stream()
                                    .map(id)
                                    .filter(each -> repeated(each))
                                    .findFirst()
                                    .orElseThrow() + " repeated.");
        }
    }

    private boolean repeated(String each) {
        return entries.stream().map(id).filter(each::equals).count() > 1;
    }

    /** Does each entry; gives those back that SQS refuses. */
    List<BatchResultErrorEntry> each(Consumer<E> action) {
        List<BatchResultErrorEntry> failed = new ArrayList<>();
        for (E entry : entries) {
            try {
                action.accept(entry);
            } catch (SqsException e) {
                failed.add(BatchResultErrorEntry.builder()
                        .id(id.apply(entry))
                        .senderFault(true)
                        .code(e.awsErrorDetails().errorCode())
                        .message(e.awsErrorDetails().errorMessage())
                        .build());
            }
        }
        return failed;
    }
}
