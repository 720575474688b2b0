package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * An input that is read by ranges comes to what it comes to when it is read at once, whatever is in it; and whichever call of whichever
 * range fails, each record is stored once.
 */
@ExtendWith(SharedCloud.class)
class PipelinesRangesTest {

    private static final String HEADER = "sensor_id,measured_at,temperature,humidity\n";
    private static final String GOOD = HEADER + "s-1,2026-01-05T08:00:00Z,20,48\n" + "s-2,2026-01-05T08:30:00Z,21,48\n"
            + "s-3,2026-01-05T09:00:00Z,22,48\n" + "s-4,2026-01-05T09:30:00Z,23,48\n"
            + "s-5,2026-01-05T09:40:00Z,25,48\n" + "s-6,2026-01-05T09:50:00Z,26,48\n"
            + "s-7,2026-01-05T09:55:00Z,260,48\n";
    private static final String BAD = GOOD.replace(",48\n", ",480\n").replaceFirst(",480", ",48");

    /** Of how many calls one is looked at; a prime, so that each kind of fault is met. */
    private static final int SAMPLE = 17;

    private static final int INPUTS = 25;
    private static final int MORE_INPUTS = 200;

    @TempDir
    static Path folder;

    private static PipelinesPlace whole;
    private static PipelinesPlace ranges;
    private static int files;

    @BeforeAll
    static void start() throws Exception {
        whole = new PipelinesPlace(folder.resolve("whole"));
        ranges = new PipelinesPlace(
                folder.resolve("ranges"), Map.of("pipelines.ranges-from", "1", "pipelines.range-bytes", "150"));
    }

    @AfterAll
    static void stop() {
        whole.close();
        ranges.close();
    }

    private static String name(String type) {
        return "readings_" + ++files + "." + type;
    }

    /** What people and later pipelines see of an input: how it ended, what is stored and refused, in any order. */
    private static Map<String, Object> outcome(PipelinesPlace place, String name, String content) throws Exception {
        place.calls.pass();
        place.afterEach(() -> {});
        place.deliver(place.put(name, content));
        assertThat(place.states(name)).hasSize(1);
        Map<String, Object> state = place.states(name).get(0);
        String id = state.get("pipeline_id").toString();
        Map<String, Object> outcome = new LinkedHashMap<>();
        for (String field : List.of("status", "stage", "counts", "score", "rules")) {
            outcome.put(field, field.equals("counts") ? sorted(state.get(field)) : state.get(field));
        }
        outcome.put("error", state.get("error") instanceof Map<?, ?> error ? error.get("reason") : null);
        outcome.put("stored", place.lines(id).stream().sorted().toList());
        outcome.put("refused", refused(place, id));
        outcome.put("hours", hours(place.keys("stored/parquet/", id)));
        outcome.put("archived", place.keys("archive/", id).size());
        outcome.put("quarantined", place.keys("quarantine/", id).size());
        return outcome;
    }

    private static Object sorted(Object counts) {
        return counts instanceof Map<?, ?> map ? new TreeMap<>(map) : counts;
    }

    private static List<String> refused(PipelinesPlace place, String id) {
        List<String> refused = new ArrayList<>();
        for (String key : place.keys("rejected/", id)) {
            place.text(key)
                    .lines()
                    .filter(line -> !line.startsWith("sensor_id") && !line.startsWith("\uFEFF"))
                    .forEach(refused::add);
        }
        return refused.stream().sorted().toList();
    }

    private static List<String> hours(List<String> keys) {
        return keys.stream()
                .map(key -> key.replaceFirst(".*/(date=.*/hour=..)/.*", "$1"))
                .distinct()
                .sorted()
                .toList();
    }

    /** A file of chance: rows of all kinds, and whatever stands between rows. */
    private static String input(Random random, boolean csv) {
        StringBuilder text = new StringBuilder();
        String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
        if (random.nextInt(5) == 0) {
            text.append('\uFEFF');
        }
        if (csv) {
            text.append(HEADER.strip()).append(end);
        }
        int rows = random.nextInt(16);
        int bad = random.nextInt(4);
        for (int row = 0; row < rows; row++) {
            text.append(row(random, csv, row, random.nextInt(10) < bad));
            text.append(row == rows - 1 && random.nextBoolean() ? "" : end);
            if (random.nextInt(12) == 0) {
                text.append(end.repeat(random.nextInt(4)));
            }
        }
        return text.toString();
    }

    private static String row(Random random, boolean csv, int row, boolean bad) {
        String sensor = "s-" + row + "é".repeat(random.nextInt(3)) + (csv ? "" : "\\n".repeat(random.nextInt(2)));
        String time = "2026-01-0" + (5 + random.nextInt(2)) + "T0" + random.nextInt(10) + ":00:00Z";
        String temperature = bad ? List.of("99", "", "warm").get(random.nextInt(3)) : "" + (1 + random.nextInt(40));
        if (csv) {
            return switch (random.nextInt(4)) {
                case 0 -> "\"" + sensor + ", \"\"a\"\"\"," + time + "," + temperature + ",50";
                case 1 -> sensor + "," + time + "," + temperature + (bad ? ",1,2,3" : ",");
                default -> sensor + "," + time + "," + temperature + ",48.2";
            };
        }
        if (bad && random.nextInt(3) == 0) {
            return List.of("{\"sensor_id\":", "no record", "[1]").get(random.nextInt(3));
        }
        return "{\"sensor_id\":\"" + sensor + "\",\"measured_at\":\"" + time + "\",\"temperature\":"
                + (temperature.matches("\\d+") ? temperature : "\"" + temperature + "\"") + "}";
    }

    private static void compare(long seed) throws Exception {
        Random random = new Random(seed);
        boolean csv = random.nextBoolean();
        String content = input(random, csv);
        String name = name(csv ? "csv" : "ndjson");

        Map<String, Object> atOnce = outcome(whole, name, content);
        Map<String, Object> byRanges = outcome(ranges, name, content);

        assertThat(byRanges).as("seed " + seed + ":\n" + content).isEqualTo(atOnce);
    }

    @Test
    void shouldComeToTheSame_whenAnInputIsReadByRanges() throws Exception {
        for (long seed = 0; seed < INPUTS; seed++) {
            compare(seed);
        }
    }

    @Test
    @Tag("simulation")
    void shouldComeToTheSame_whenAnyInputIsReadByRanges() throws Exception {
        for (long seed = INPUTS; seed < MORE_INPUTS; seed++) {
            compare(seed);
        }
    }

    private static int calls(String content) throws Exception {
        outcome(ranges, name("csv"), content);
        return ranges.calls.made().size();
    }

    private static void stored(Fault fault, int number) throws Exception {
        Map<String, Object> state = ranges.run(name("csv"), GOOD, fault, number);

        String id = state.get("pipeline_id").toString();
        assertThat(state)
                .as(fault + " at " + number)
                .containsEntry("status", "completed")
                .containsEntry("manifest_key", "manifests/" + id + ".json");
        assertThat(ranges.lines(id).stream().map(line -> line.replaceFirst(".*\"sensor_id\":\"([^\"]+)\".*", "$1")))
                .as(fault + " at " + number)
                .containsExactlyInAnyOrder("s-1", "s-2", "s-3", "s-4", "s-5", "s-6");
        assertThat(ranges.keys("archive/", id)).hasSize(1);
        assertThat(ranges.keys("quarantine/", id)).isEmpty();
    }

    private static void quarantined(Fault fault, int number) throws Exception {
        Map<String, Object> state = ranges.run(name("csv"), BAD, fault, number);

        String id = state.get("pipeline_id").toString();
        assertThat(state).as(fault + " at " + number).containsEntry("status", "quarantined");
        assertThat(ranges.keys("quarantine/", id)).hasSize(1);
        assertThat(ranges.keys("stored/", id)).isEmpty();
    }

    @Test
    void shouldStoreEachRowOnce_whenACallOfARangeFails() throws Exception {
        int calls = calls(GOOD);
        assertThat(calls).isGreaterThan(100);

        for (int number = 0; number < calls; number += SAMPLE) {
            stored(Fault.values()[(number / SAMPLE) % Fault.values().length], number);
        }
    }

    @Test
    void shouldStoreNoRange_whenTheScoreOfAllIsTooLow() throws Exception {
        int calls = calls(BAD);

        for (int number = 3; number < calls; number += 2 * SAMPLE) {
            quarantined(Fault.values()[(number / SAMPLE) % Fault.values().length], number);
        }
    }

    @Test
    @Tag("simulation")
    void shouldComeToOneEnd_whenAnyCallOfARangeFails() throws Exception {
        int good = calls(GOOD);
        int bad = calls(BAD);

        for (Fault fault : Fault.values()) {
            for (int number = 0; number < good; number++) {
                stored(fault, number);
            }
            for (int number = 0; number < bad; number++) {
                quarantined(fault, number);
            }
        }
    }
}
