package dev.dromedary.desk.cloud.kinesis;

import java.util.List;
import java.util.Map;

/**
 * Records on their way to a function.
 *
 * @param records in the order of the shard, at least one
 * @param retries how often they have been tried again together; cutting them in two does not count
 * @param invocations how often the function has got all of them
 */
record StreamBatch(List<StreamRecord> records, int retries, int invocations) {

    /** A batch that has not been tried. */
    static StreamBatch of(List<StreamRecord> records) {
        return new StreamBatch(List.copyOf(records), 0, 0);
    }

    StreamBatch invoked() {
        return new StreamBatch(records, retries, invocations + 1);
    }

    StreamBatch again() {
        return new StreamBatch(records, retries + 1, invocations);
    }

    /** What is left when the records before an index have been worked on. */
    StreamBatch from(int index) {
        return of(records.subList(index, records.size()));
    }

    StreamBatch firstHalf() {
        return new StreamBatch(records.subList(0, records.size() / 2), retries, invocations);
    }

    StreamBatch secondHalf() {
        return new StreamBatch(records.subList(records.size() / 2, records.size()), retries, invocations);
    }

    StreamRecord first() {
        return records.get(0);
    }

    StreamRecord last() {
        return records.get(records.size() - 1);
    }

    /**
     * The index of the first record that failed.
     *
     * @param reply what the function has returned
     * @return the number of records if none failed; 0 also if the reply names something else than a record
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html">What counts
     *     as a success</a>
     */
    int firstFailed(Map<String, Object> reply) {
        if (!(reply.get("batchItemFailures") instanceof List<?> failures)) {
            return records.size();
        }
        int first = records.size();
        for (Object failure : failures) {
            Object identifier = failure instanceof Map<?, ?> map ? map.get("itemIdentifier") : null;
            first = Math.min(first, Math.max(0, index(identifier)));
        }
        return first;
    }

    private int index(Object sequenceNumber) {
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).sequenceNumber().equals(sequenceNumber)) {
                return i;
            }
        }
        return -1;
    }
}
