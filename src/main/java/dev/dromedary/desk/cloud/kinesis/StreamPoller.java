package dev.dromedary.desk.cloud.kinesis;

import dev.dromedary.desk.source.Feed;
import dev.dromedary.function.runtime.BatchResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shard's way to a function, as Lambda goes it: batch after batch, each until it has succeeded or is given up. After a
 * failure everything from the failed record on is delivered again, at once. If that record is the first one, or none is
 * known, the batch is cut in two, with the option {@code bisect}; what can't be cut is tried again as often as {@code
 * maximumRetryAttempts} says.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html">Failures of Kinesis
 *     event sources</a>
 */
final class StreamPoller {

    private static final Logger LOG = LoggerFactory.getLogger(StreamPoller.class);

    /**
     * Bytes of a batch: Lambda hands it over before it is complete if it would be more.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html">Batching</a>
     */
    private static final int LARGEST_BATCH = 6 * 1024 * 1024;

    private static final int MOST_REASONS = 10;

    private final Feed.Records feed;
    private final String routeId;
    private final String region;
    private final Function<Map<String, Object>, BatchResult> function;
    private final FailedRecords failedRecords;
    private final List<StreamRecord> gathered = new ArrayList<>();
    private int bytes;
    private long processed;
    private long givenUp;
    private String reason = "";
    private final List<String> reasons = new ArrayList<>();

    /**
     * @param feed with the stream's name and what is done about failures
     * @param routeId the route's id
     * @param region of the stream
     * @param function takes an event and returns what it came to, or throws
     * @param failedRecords keeps what is given up
     */
    StreamPoller(
            Feed.Records feed,
            String routeId,
            String region,
            Function<Map<String, Object>, BatchResult> function,
            FailedRecords failedRecords) {
        this.feed = feed;
        this.routeId = routeId;
        this.region = region;
        this.function = function;
        this.failedRecords = failedRecords;
    }

    /** Takes the next record; a batch that is complete with it is delivered now. */
    void add(StreamRecord record) {
        if (!gathered.isEmpty() && bytes + record.size() > LARGEST_BATCH) {
            flush();
        }
        gathered.add(record);
        bytes += record.size();
        if (gathered.size() >= feed.batchSize()) {
            flush();
        }
    }

    /** Delivers what has been gathered, as if the batch window were over. */
    void flush() {
        if (gathered.isEmpty()) {
            return;
        }
        StreamBatch batch = StreamBatch.of(gathered);
        gathered.clear();
        bytes = 0;
        deliver(batch);
    }

    private void deliver(StreamBatch batch) {
        Deque<StreamBatch> waiting = new ArrayDeque<>(List.of(batch));
        while (!waiting.isEmpty()) {
            StreamBatch next = waiting.pop().invoked();
            int failed = invoke(next);
            processed += failed;
            if (failed == next.records().size()) {
                continue;
            }
            if (failed > 0) {
                waiting.push(next.from(failed));
            } else if (feed.bisect() && next.records().size() > 1) {
                waiting.push(next.secondHalf());
                waiting.push(next.firstHalf());
            } else if (next.retries() < feed.retries()) {
                waiting.push(next.again());
            } else {
                giveUp(next);
            }
        }
    }

    /** How many records succeeded before the first that failed. */
    private int invoke(StreamBatch batch) {
        try {
            BatchResult handled = function.apply(event(batch));
            reason = handled.failed().values().stream().findFirst().orElse("");
            return batch.firstFailed(handled.reply());
        } catch (RuntimeException e) {
            reason = String.valueOf(e.getMessage());
            LOG.error("The function {} failed with a batch of the stream {}", routeId, feed.stream(), e);
            return 0;
        }
    }

    private void giveUp(StreamBatch batch) {
        failedRecords.keep(batch, event(batch));
        givenUp += batch.records().size();
        if (reasons.size() < MOST_REASONS) {
            reasons.add(batch.first().partitionKey() + ": " + reason);
        }
        LOG.error(
                "given up: {} of the stream {} from {} on, after {} retries",
                batch.records().size() == 1 ? "a record" : batch.records().size() + " records",
                feed.stream(),
                batch.first().sequenceNumber(),
                batch.retries());
    }

    private Map<String, Object> event(StreamBatch batch) {
        return Map.of(
                "Records",
                batch.records().stream()
                        .map(record -> record.document(feed.stream(), region, routeId))
                        .toList());
    }

    StreamCounts counts() {
        return new StreamCounts(
                routeId, feed.stream(), processed, givenUp, List.copyOf(reasons), failedRecords.place());
    }
}
