package dev.dromedary.function.steps.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.routes.Calls;
import dev.dromedary.routes.Calls.Call;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.camel.CamelExecutionException;

/**
 * However often and in whatever pieces Lambda delivers a stream (failures before and after the effect of a call, batches cut in two, going
 * back to older records, two invocations at once, shards that are split), the windows say what a count of all records says.
 */
class WindowDeliveryPropertiesTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final List<String> TAPS = List.of("kitchen", "bath");

    private static WindowFixture fixture;

    @BeforeContainer
    static void open() throws Exception {
        fixture = new WindowFixture();
    }

    @AfterContainer
    static void close() throws Exception {
        fixture.close();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldCountEachRecordOnce_howeverItIsDelivered(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        fixture.begin();
        // A shard, and the two that it is split into.
        Map<String, List<Map<String, Object>>> shards = new LinkedHashMap<>();
        for (String shard : List.of("shard-0", "shard-1", "shard-2")) {
            shards.put(shard, records(shard, random));
        }

        for (List<Map<String, Object>> records : shards.values()) {
            deliver(records, random);
        }

        fixture.calls.pass();
        Map<String, List<Object>> read = new TreeMap<>();
        for (String tap : TAPS) {
            for (Map<String, Object> window : fixture.read(tap, null, null)) {
                read.put(
                        tap + " " + window.get("start"),
                        List.of(
                                window.get("count"),
                                plain(window.get("sum")),
                                plain(window.get("min")),
                                plain(window.get("max")),
                                window.get("late_count")));
            }
        }
        assertThat(read).isEqualTo(expected(shards));
        assertThat(fixture.rejected()).isEqualTo(expectedRejected(shards));
    }

    private static Object plain(Object number) {
        return ((BigDecimal) number).stripTrailingZeros().toPlainString();
    }

    private static List<Map<String, Object>> records(String shard, Random random) {
        List<Map<String, Object>> records = new ArrayList<>();
        long sequence = 1L + random.nextInt(1000);
        for (int i = random.nextInt(25); i > 0; i--) {
            int index = random.nextInt(4) == 0 && !records.isEmpty() ? 1 : 0;
            sequence += index == 0 ? 1 + random.nextInt(2000) : 0;
            boolean repeats =
                    index == 1 && records.get(records.size() - 1).get("index").equals(1);
            records.add(WindowFixture.record(
                    shard,
                    // Longer than a long, and not in the order of their texts.
                    "4954" + "0".repeat(20) + String.format("%08d", repeats ? ++sequence : sequence),
                    repeats ? 0 : index,
                    random.nextInt(8) == 0
                            ? "no JSON"
                            : WindowFixture.data(
                                    TAPS.get(random.nextInt(2)),
                                    NOON.plusSeconds(random.nextInt(200)).toString(),
                                    new BigDecimal(random.nextInt(2000) - 500).movePointLeft(2))));
        }
        return records;
    }

    /** As Lambda does: from the checkpoint of the mapping on, a batch that failed again, whole or in halves. */
    private static void deliver(List<Map<String, Object>> records, Random random) {
        int from = 0;
        while (from < records.size()) {
            int to = Math.min(records.size(), from + 1 + random.nextInt(8));
            if (invoke(records.subList(from, to), random)) {
                from = to;
                if (random.nextInt(6) == 0) {
                    from -= random.nextInt(Math.min(from, 6) + 1);
                }
            } else if (random.nextBoolean()) {
                // Cut in two; where the second half begins only when the first one is done.
                int middle = (from + to) / 2;
                if (middle > from && invoke(records.subList(from, middle), random)) {
                    from = middle;
                }
            }
        }
    }

    private static boolean invoke(List<Map<String, Object>> batch, Random random) {
        fixture.calls.from(new Trouble(batch, random));
        try {
            fixture.count(batch);
            return true;
        } catch (CamelExecutionException e) {
            return false;
        }
    }

    /** Sometimes a call fails, before or after its effect, or the same batch is counted by another at that moment. */
    private static final class Trouble implements Calls.Meddler {

        private final List<Map<String, Object>> batch;
        private final int kind;
        private final int number;
        private boolean met;

        Trouble(List<Map<String, Object>> batch, Random random) {
            this.batch = batch;
            kind = random.nextInt(5);
            number = random.nextInt(4);
        }

        @Override
        public void before(Call call) {
            if (kind == 0 && call.number() == number) {
                throw new IllegalStateException("Not made");
            }
            if (kind == 1 && call.number() == number && !met) {
                met = true;
                fixture.count(batch);
            }
        }

        @Override
        public Object after(Call call, Object reply) {
            if (kind == 2 && call.number() == number) {
                throw new IllegalStateException("Nobody learns of it");
            }
            return reply;
        }
    }

    private static Map<String, List<Object>> expected(Map<String, List<Map<String, Object>>> shards) {
        Map<String, List<BigDecimal>> values = new TreeMap<>();
        Map<String, Long> late = new TreeMap<>();
        shards.values().forEach(records -> {
            Instant newest = Instant.EPOCH;
            for (Map<String, Object> record : records) {
                if (record.get("data") instanceof Map<?, ?> data) {
                    Instant at = Instant.parse((String) data.get("at"));
                    Instant start = Instant.ofEpochSecond(at.getEpochSecond() / 60 * 60);
                    String window = ((Map<?, ?>) data.get("tap")).get("name") + " "
                            + start.toString().replace("Z", ".000Z");
                    values.computeIfAbsent(window, first -> new ArrayList<>()).add((BigDecimal) data.get("litres"));
                    late.merge(window, newest.isBefore(start.plusSeconds(60)) ? 0L : 1L, Long::sum);
                    newest = at.isAfter(newest) ? at : newest;
                }
            }
        });
        Map<String, List<Object>> expected = new TreeMap<>();
        values.forEach((window, all) -> expected.put(
                window,
                List.of(
                        (long) all.size(),
                        plain(all.stream().reduce(BigDecimal.ZERO, BigDecimal::add)),
                        plain(all.stream().min(BigDecimal::compareTo).orElseThrow()),
                        plain(all.stream().max(BigDecimal::compareTo).orElseThrow()),
                        late.get(window))));
        return expected;
    }

    private static List<String> expectedRejected(Map<String, List<Map<String, Object>>> shards) {
        TreeSet<String> keys = new TreeSet<>();
        shards.forEach((shard, records) -> records.stream()
                .filter(record -> record.get("data") instanceof String)
                .forEach(record -> keys.add("rejected/" + shard + "/" + record.get("sequenceNumber")
                        + (record.get("index").equals(0) ? "" : ".1") + ".json")));
        return List.copyOf(keys);
    }
}
