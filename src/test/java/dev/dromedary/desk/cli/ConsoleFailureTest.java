package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of a run in which a function fails. */
class ConsoleFailureTest {

    private static final String FILE = """
            event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp
            2026-01-05T08:00:00Z,user-001,78,97,6500,36.6,120,80
            """;

    private static final String FAILED = "<span class=\"bad\">failed</span>";

    @TempDir
    Path folder;

    @Test
    void shouldTellEachAttemptAndBringBack_whenAFunctionFails() throws Exception {
        Desk desk = Desk.in(folder);
        desk.change("health/notify.camel.yaml", "        grants: s3:GetObject={{health.bucket}}/processed/*\n", "");
        try (OpenConsole console = OpenConsole.of(desk)) {
            console.upload(console.token(), "a.csv", FILE);

            String overview = console.html("/");
            String queues = console.html("/queues");
            HttpResponse<String> answer =
                    console.post("/redrive", Map.of("token", console.token(), "queue", "health-notify-failed"));
            console.run.awaitEnd();

            assertThat(overview)
                    .contains("The pipeline can't be drawn", "health/read-manifest.camel.yaml:7: ")
                    .contains("Refused for want of a permission", "health-notify may not call s3:GetObject");
            assertThat(failed(overview)).isEqualTo(1);
            assertThat(queues).contains("health-notify-failed", "1 waiting", "to the function health-notify");
            assertThat(answer.statusCode()).isEqualTo(303);
            assertThat(failed(console.html("/"))).isEqualTo(2);
            assertThat(failed(console.html("/explain?key=raw/a.csv"))).isEqualTo(2);
        }
    }

    @Test
    void shouldDrawTheOthersAndSayWhatIsWrong_whenAPipelineBesideCannotBePlanned() throws Exception {
        Desk desk = Desk.in(folder);
        desk.change("catalog/record.camel.yaml", "lambda-s3", "lambda-s33");
        try (OpenConsole console = OpenConsole.of(desk)) {
            HttpResponse<String> page = console.get("/pipelines");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body())
                    .contains(
                            "catalog/record.camel.yaml:",
                            "Did you mean &quot;lambda-s3&quot;?",
                            "run customers --console")
                    .doesNotContain("run catalog --console");
        }
    }

    private static int failed(String page) {
        return page.split(FAILED, -1).length - 1;
    }
}
