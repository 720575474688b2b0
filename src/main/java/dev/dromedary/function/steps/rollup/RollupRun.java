package dev.dromedary.function.steps.rollup;

import dev.dromedary.function.records.Rollup;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.steps.BatchOrder;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.steps.Product;
import dev.dromedary.function.steps.S3Upload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/** A rollup on its way through a route, bound to the exchange before the objects are read, so that each adds to it. */
final class RollupRun extends SynchronizationAdapter {

    private static final String PROPERTY = "rollup";

    private final Rollup rollup;
    private final UnmatchedRows unmatched;

    RollupRun(Rollup rollup, UnmatchedRows unmatched) {
        this.rollup = rollup;
        this.unmatched = unmatched;
    }

    /** One object's part in a rollup: every batch is taken in once. */
    static final class Input implements Product {

        private final BatchOrder order = new BatchOrder();
        private long rows;

        BatchOrder order() {
            return order;
        }

        void taken(int count) {
            rows += count;
        }

        long rows() {
            return rows;
        }

        @Override
        public String lastStep() {
            return "rollup:end";
        }

        @Override
        public void abort() {
            // What was read is in the rollup, which is not used then.
        }
    }

    static RollupRun of(Exchange exchange, String step) {
        RollupRun run = exchange.getProperty(PROPERTY, RollupRun.class);
        if (run == null) {
            throw new IllegalStateException(
                    step + " works on what rollup:begin has begun; put rollup:begin before the objects are read");
        }
        return run;
    }

    void bind(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
        exchange.getExchangeExtension().addOnCompletion(this);
    }

    @Override
    public void onDone(Exchange exchange) {
        try {
            unmatched.abort();
        } catch (SdkException e) {
            // A failure of the exchange is the one to report; otherwise nothing is lost but an open upload.
            if (exchange.getException() != null) {
                exchange.getException().addSuppressed(e);
            }
        }
    }

    Rollup rollup() {
        return rollup;
    }

    UnmatchedRows unmatched() {
        return unmatched;
    }

    /**
     * The rows that belong to nothing: all of them in an object, one JSON object a line with {@code table}, {@code row} (its
     * place in the file, from 1), {@code reason} and {@code values}; and the places of a few of each table as examples.
     */
    static final class UnmatchedRows {

        private final S3Client client;
        private final String bucket;
        private final S3Upload upload;
        private final int mostExamples;
        private final Map<String, List<Map<String, Object>>> examples = new LinkedHashMap<>();
        private long count;
        private boolean ended;

        UnmatchedRows(S3Client client, String bucket, S3Upload upload, int mostExamples) {
            this.client = client;
            this.bucket = bucket;
            this.upload = upload;
            this.mostExamples = mostExamples;
        }

        /** Into memory, which can't fail halfway. */
        void add(String table, List<Rollup.Unmatched> found) {
            List<Map<String, Object>> kept = examples.computeIfAbsent(table, any -> new ArrayList<>());
            for (Rollup.Unmatched each : found) {
                Map<String, Object> line = new LinkedHashMap<>();
                line.put("table", table);
                line.put("row", each.row().number());
                line.put("reason", each.reason());
                line.put("values", values(each.row()));
                byte[] bytes = (JsonText.line(line) + '\n').getBytes(StandardCharsets.UTF_8);
                upload.write(bytes, 0, bytes.length);
                count++;
                if (kept.size() < mostExamples) {
                    kept.add(example(each));
                }
            }
        }

        /** Where it stands, and not what: examples travel in messages, which are for everyone. The object has it whole. */
        private static Map<String, Object> example(Rollup.Unmatched found) {
            Map<String, Object> example = new LinkedHashMap<>();
            example.put("row", found.row().number());
            example.put("line", found.row().line());
            example.put("reason", found.reason());
            return example;
        }

        private static Map<String, Object> values(Row row) {
            Map<String, Object> values = new LinkedHashMap<>();
            row.names().forEach(name -> values.put(name, row.get(name)));
            return values;
        }

        void uploadFullParts() {
            upload.uploadFullParts();
        }

        /** Makes the object visible, or removes what an earlier attempt at the same tables may have left. */
        void complete() {
            if (isEmpty()) {
                client.deleteObject(request -> request.bucket(bucket).key(upload.key()));
            } else {
                upload.complete();
            }
            ended = true;
        }

        void abort() {
            if (!ended) {
                upload.abort();
            }
        }

        private boolean isEmpty() {
            return count == 0;
        }

        String key() {
            return upload.key();
        }

        List<Map<String, Object>> examples(String table) {
            return List.copyOf(examples.getOrDefault(table, List.of()));
        }
    }
}
