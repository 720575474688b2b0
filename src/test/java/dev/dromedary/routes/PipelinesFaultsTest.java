package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole run, from a file to what is stored: whichever call of whichever stage fails, is lost or is a function's last, when all is
 * delivered again there is one pipeline, at its one end, and each row is stored once.
 */
@ExtendWith(SharedCloud.class)
class PipelinesFaultsTest {

    private static final String HEADER = "sensor_id,measured_at,temperature,humidity\n";
    private static final String GOOD = HEADER + "s-1,2026-01-05T08:00:00Z,20,48\n" + "s-2,2026-01-05T08:30:00Z,21,48\n"
            + "s-3,2026-01-05T09:00:00Z,22,48\n" + "s-4,2026-01-05T09:30:00Z,23,48\n"
            + "s-5,2026-01-06T09:30:00Z,24,48\n"
            + "s-6,2026-01-06T09:40:00Z,25,48\n" + "s-7,2026-01-06T10:30:00Z,260,48\n";
    private static final String BAD = HEADER + "s-1,2026-01-05T08:00:00Z,200,48\n";

    /** Of how many calls one is looked at; a prime, so that each kind of fault is met. */
    private static final int SAMPLE = 7;

    @TempDir
    static Path folder;

    private static PipelinesPlace place;
    private static int files;

    @BeforeAll
    static void start() throws Exception {
        place = new PipelinesPlace(folder);
    }

    @AfterAll
    static void stop() {
        place.close();
    }

    private static String name() {
        return "readings_" + ++files + ".csv";
    }

    /** How many calls a run makes. */
    private static int calls(String content) throws Exception {
        place.calls.pass();
        Map<String, Object> event = place.put(name(), content);
        place.deliver(event);
        return place.calls.made().size();
    }

    private static Map<String, Object> run(String content, Fault fault, int number) throws Exception {
        return place.run(name(), content, fault, number);
    }

    private static void stored(Fault fault, int number) throws Exception {
        Map<String, Object> state = run(GOOD, fault, number);

        String id = String.valueOf(state.get("pipeline_id"));
        assertThat(state).as(fault + " at " + number).containsEntry("status", "completed");
        assertThat(place.lines(id).stream().map(line -> line.replaceFirst(".*\"sensor_id\":\"([^\"]+)\".*", "$1")))
                .as(fault + " at " + number)
                .containsExactlyInAnyOrder("s-1", "s-2", "s-3", "s-4", "s-5", "s-6");
        assertThat(place.keys("stored/parquet/", id)).hasSize(3);
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                ResultSet rows = duckdb.createStatement()
                        .executeQuery("select count(*), count(distinct sensor_id) from read_parquet('"
                                + folder.resolve("s3/" + PipelinesPlace.BUCKET + "/stored/parquet/readings")
                                + "/*/*/" + id + ".parquet')")) {
            rows.next();
            assertThat(List.of(rows.getInt(1), rows.getInt(2))).containsExactly(6, 6);
        }
        assertThat(place.keys("archive/", id)).hasSize(1);
        assertThat(place.keys("quarantine/", id)).isEmpty();
    }

    private static void quarantined(Fault fault, int number) throws Exception {
        Map<String, Object> state = run(BAD, fault, number);

        String id = String.valueOf(state.get("pipeline_id"));
        assertThat(state).as(fault + " at " + number).containsEntry("status", "quarantined");
        assertThat(place.keys("quarantine/", id)).hasSize(1);
        assertThat(place.keys("stored/", id)).isEmpty();
    }

    @Test
    void shouldStoreEachRowOnce_whenACallFails() throws Exception {
        int calls = calls(GOOD);

        for (int number = 0; number < calls; number += SAMPLE) {
            stored(Fault.values()[(number / SAMPLE) % Fault.values().length], number);
        }
    }

    @Test
    void shouldQuarantineOnce_whenACallFails() throws Exception {
        int calls = calls(BAD);

        for (int number = 3; number < calls; number += SAMPLE) {
            quarantined(Fault.values()[(number / SAMPLE) % Fault.values().length], number);
        }
    }

    /** Step Functions tells that the execution has failed, and that stays so. */
    @Test
    void shouldNoteTheFailure_whenAStageNeverSucceeds() throws Exception {
        String name = name();
        Map<String, Object> event = place.put(name, GOOD);
        place.afterEach(() -> {});
        place.calls.from(new Calls.Meddler() {
            @Override
            public void before(Calls.Call call) {
                if (call.is("copyObject")) {
                    throw Fault.DENIED.exception(call);
                }
            }
        });

        place.deliver(event);
        place.calls.pass();
        place.deliver(event);

        assertThat(place.states(name)).singleElement().satisfies(state -> {
            assertThat(state).containsEntry("status", "failed").containsKey("ended_at");
            assertThat(state.get("error").toString()).contains("failed", "AccessDenied");
            assertThat(place.keys("stored/", state.get("pipeline_id"))).isEmpty();
        });
    }

    @Test
    @Tag("simulation")
    void shouldComeToOneEnd_whenAnyCallFails() throws Exception {
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
