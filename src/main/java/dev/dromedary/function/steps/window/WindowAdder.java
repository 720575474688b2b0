package dev.dromedary.function.steps.window;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.steps.window.WindowTable.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * {@code window:add}: counts the records of a batch that are not counted yet. What is counted is known by the checkpoint of the shard, which
 * is written together with the windows: a batch that comes again, whole or in parts, is counted once. Lambda's own tumbling windows keep
 * their state at least once, and can't do that.
 *
 * @param endpoint the step's options
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html">Lambda's tumbling windows</a>
 */
record WindowAdder(WindowEndpoint endpoint) implements Processor {

    @Override
    public void process(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof Collection<?> entries)) {
            throw new IllegalArgumentException(
                    "window:add counts a list of records, and the body is none; begin the route"
                            + " with a lambda-kinesis that has batching: true");
        }
        Map<String, List<StreamRecord>> shards = new LinkedHashMap<>();
        entries.stream().map(StreamRecord::of).forEach(record -> shards.computeIfAbsent(
                        record.shard(), shard -> new ArrayList<>())
                .add(record));
        List<Map<String, Object>> windows = new ArrayList<>();
        shards.forEach((shard, records) -> windows.addAll(new Batch(exchange, shard).count(records)));
        exchange.getMessage().setBody(windows);
    }

    /** The records of one shard. */
    private final class Batch {

        private final Exchange exchange;
        private final String shard;
        private final WindowTable table;
        private final RejectedRecords rejected;
        private final Backoff backoff;

        /** All windows of the records, also of those that were counted before: what follows may not have been done then. */
        private final Map<WindowId, WindowFigures> seen = new LinkedHashMap<>();

        Batch(Exchange exchange, String shard) {
            this.exchange = exchange;
            this.shard = shard;
            table = new WindowTable(endpoint.client(DynamoDbClient.class), endpoint.getTable());
            rejected = new RejectedRecords(endpoint, exchange, endpoint.client(S3Client.class));
            backoff = Backoff.until(exchange.getProperty(LedgerProperties.DEADLINE, Instant.class));
        }

        List<Map<String, Object>> count(List<StreamRecord> records) {
            Checkpoint checkpoint = table.checkpoint(exchange.getFromRouteId(), shard);
            int next = 0;
            while (next < records.size()) {
                Part part = new Part(checkpoint);
                next = part.take(records, next);
                checkpoint = part.write();
            }
            return seen.entrySet().stream()
                    .map(window -> described(window.getKey(), window.getValue()))
                    .toList();
        }

        private Map<String, Object> described(WindowId window, WindowFigures figures) {
            Map<String, Object> described = figures.describe(window.key(), window.start());
            described.put("out_of_bounds", endpoint.isOutOfBounds(figures.min(), figures.max()));
            return described;
        }

        /** As many records as one transaction takes. */
        private final class Part {

            private final Checkpoint before;
            private final Set<WindowId> windows = new LinkedHashSet<>();
            private final List<Measurement> counted = new ArrayList<>();
            private final Map<String, Long> reasons = new LinkedHashMap<>();
            private Optional<StreamRecord.Place> last;

            Part(Checkpoint before) {
                this.before = before;
                last = before.counted();
            }

            /** Takes records from one on; returns the first that it has no room for. */
            int take(List<StreamRecord> records, int first) {
                for (int i = first; i < records.size(); i++) {
                    StreamRecord record = records.get(i);
                    boolean isNew = last.isEmpty() || record.place().compareTo(last.get()) > 0;
                    try {
                        Measurement measurement = Measurement.of(record, endpoint);
                        WindowId window = measurement.window(shard);
                        if (!windows.contains(window) && windows.size() == WindowTable.MOST_WINDOWS) {
                            return i;
                        }
                        windows.add(window);
                        if (isNew) {
                            counted.add(measurement);
                        }
                    } catch (RejectedRecordException e) {
                        if (isNew) {
                            rejected.keep(record, e.getMessage());
                            reasons.merge(e.getMessage(), 1L, Long::sum);
                        }
                    }
                    last = isNew ? Optional.of(record.place()) : last;
                }
                return records.size();
            }

            /** Writes what is new, and returns how far the shard is counted then. */
            Checkpoint write() {
                Map<WindowId, WindowFigures> figures = table.figures(windows, backoff);
                Optional<Instant> newest = before.newest();
                Map<WindowId, WindowFigures> changed = new LinkedHashMap<>();
                for (Measurement each : counted) {
                    WindowId window = each.window(shard);
                    boolean isLate = newest.isPresent()
                            && !newest.get().isBefore(each.start().plusSeconds(endpoint.getSize()));
                    WindowFigures of = figures.computeIfAbsent(window, none -> new WindowFigures(endpoint.getSize()));
                    of.add(each.value(), isLate);
                    changed.put(window, of);
                    newest = newest.filter(moment -> moment.isAfter(each.moment()))
                            .or(() -> Optional.of(each.moment()));
                }
                Checkpoint after = new Checkpoint(last, newest);
                if (!last.equals(before.counted())) {
                    long end = Instant.now()
                            .plus(Duration.ofDays(endpoint.getKeepDays()))
                            .getEpochSecond();
                    table.write(
                            exchange.getFromRouteId(),
                            shard,
                            before,
                            after,
                            changed,
                            Map.entry(endpoint.getExpires(), end));
                    // Behind the transaction, so that what is told was counted; who is killed between them tells
                    // nothing.
                    Measures.of(exchange).judge(counted.size(), reasons);
                }
                // One whose end has come since it was counted is gone.
                windows.stream().filter(figures::containsKey).forEach(window -> seen.put(window, figures.get(window)));
                return after;
            }
        }
    }
}
