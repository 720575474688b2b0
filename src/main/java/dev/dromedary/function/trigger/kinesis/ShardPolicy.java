package dev.dromedary.function.trigger.kinesis;

import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.FailurePolicy;
import dev.dromedary.function.runtime.Fields;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What a failure does among the records of a shard: nothing is tried after the first failure, and Lambda goes on from there.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html">Partial batch
 *     responses</a>
 */
final class ShardPolicy implements FailurePolicy {

    private ShardPolicy() {}

    /** Opens the event of a stream; the whole event is the one item where it is no stream's. */
    static Envelope open(Map<String, Object> event) {
        List<Map<String, Object>> records = Fields.objects(event, "Records");
        boolean ours =
                records.stream().anyMatch(record -> KinesisReader.SERVICE.equals(Fields.text(record, "eventSource")));
        return Envelope.isEmpty(event) || ours
                ? new Envelope(
                        new ShardPolicy(),
                        records.stream().map(ShardPolicy::item).toList())
                : Envelope.whole(event);
    }

    private static Envelope.Item item(Map<String, Object> record) {
        return new Envelope.Item(
                Fields.id(Fields.object(record, "kinesis"), "sequenceNumber"), null, null, () -> record);
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public boolean partial() {
        return true;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public List<Envelope.Item> failed(List<Envelope.Item> items, Predicate<Envelope.Item> succeeds) {
        return items.stream()
                .filter(item -> !succeeds.test(item))
                .findFirst()
                .map(List::of)
                .orElse(List.of());
    }

    @Override
    public String name(Envelope.Item item) {
        return item.id() == null ? FailurePolicy.super.name(item) : "record " + item.id();
    }
}
