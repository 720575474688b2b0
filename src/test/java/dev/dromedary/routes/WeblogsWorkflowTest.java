package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.stepfunctions.Execution;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events and the workflow come to the same: no day is worked out by both, and none by neither. */
class WeblogsWorkflowTest {

    private static final Map<String, String> WORKFLOW = Map.of("weblogs.workflow", "true");

    private static String request(String id, String day, int status) {
        return "{\"event_id\":\"" + id + "\",\"event_ts\":\"2026-01-" + day
                + "T08:00:00Z\",\"method\":\"GET\",\"path\":\"/" + id + "\",\"status\":" + status
                + ",\"bytes_sent\":1,\"response_time_ms\":1.5,\"client_ip\":\"192.0.2.1\"}\n";
    }

    /** Logs of days that overlap, one of them replaced, one poor and one that can't be used any more. */
    private static void put(Weblogs weblogs) throws InterruptedException {
        weblogs.put("a.ndjson", request("a", "05", 200) + request("b", "06", 404));
        weblogs.await();
        weblogs.put("b.ndjson", request("c", "06", 503) + request("d", "06", 700) + request("e", "06", 700));
        weblogs.put("a.ndjson", request("a", "05", 200) + request("f", "07", 200));
        weblogs.await();
        weblogs.put("c.ndjson", request("g", "08", 200));
        weblogs.await();
        weblogs.put("c.ndjson", "");
        weblogs.await();
    }

    @Test
    void shouldHaveTheSameFiguresAndPage_whenTheWorkflowTakesThePlaceOfEvents() throws Exception {
        Map<String, String> figures;
        try (Weblogs events = new Weblogs("weblogs-silver", "weblogs-gold", "weblogs-report", "weblogs-nightly")) {
            put(events);
            figures = events.contents("gold/");

            assertThat(events.contents("report/")).hasSize(1);
        }
        try (Weblogs workflow = new Weblogs(
                WORKFLOW,
                "weblogs-silver",
                "weblogs-run",
                "weblogs-figures",
                "weblogs-publish",
                "weblogs-alert",
                "weblogs-rerun")) {
            put(workflow);

            assertThat(workflow.contents("gold/")).isEqualTo(figures).hasSize(9);
            assertThat(workflow.contents("report/")).hasSize(1);
            assertThat(workflow.cloud.stepFunctions().executions())
                    .hasSize(5)
                    .extracting(Execution::status)
                    .containsOnly("SUCCEEDED");
            assertThat(workflow.cloud.sns().published()).hasSize(2);

            workflow.night();
            assertThat(workflow.contents("gold/")).isEqualTo(figures);
            assertThat(workflow.cloud.stepFunctions().executions()).hasSize(6);
        }
    }
}
