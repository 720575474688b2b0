package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.ses.SentMail;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What counts as out of range is one line of a file; nothing about health is in Java. */
@ExtendWith(QuietLogs.class)
class AddedRuleTest {

    private static final String FIRST = "    { \"name\": \"heart_rate\",";
    private static final String LABEL = "Few steps & little movement";
    private static final String RULE =
            "    { \"name\": \"movement\", \"expression\": \"steps < 100\", \"label\": \"" + LABEL + "\" },\n";

    @TempDir
    private Path folder;

    @Test
    void shouldBeInDocumentItemEventAndMail_whenARuleIsAdded() throws Exception {
        RoutesCopy routes = new RoutesCopy(folder.resolve("routes"));
        Path rules = routes.folder.resolve("health/analysis.json");
        Files.writeString(rules, Files.readString(rules).replace(FIRST, RULE + FIRST));
        List<Map<String, Object>> events = new ArrayList<>();
        try (WholePipeline health = WholePipeline.whole(folder.resolve("cloud"), routes.folder)) {
            health.cloud
                    .eventBridge()
                    .rule(
                            "dromedary-health",
                            "seen",
                            "{\"detail-type\":[\"Data Analysis Complete\"]}",
                            event -> events.add(JsonDocument.parse(event)));

            health.upload("a.csv", Readings.HEADER + Readings.GOOD + Readings.OTHER.replace("7000", "42"));

            Map<String, Object> document =
                    new Store(health.cloud.s3(), WholePipeline.BUCKET).json("analyzed/a_analysis.json");
            assertThat(Json.at(document, "anomaly_counts", LABEL)).isEqualTo(1);
            assertThat(Json.at(((List<?>) document.get("anomalies")).get(0), "labels"))
                    .isEqualTo(List.of(LABEL));
            Map<String, AttributeValue> item = health.cloud
                    .dynamoDb()
                    .scan(scan -> scan.tableName(WholePipeline.ANALYSES))
                    .items()
                    .get(0);
            assertThat(item.get("anomaly_counts").m()).containsEntry(LABEL, AttributeValue.fromN("1"));
            assertThat(events).hasSize(1);
            assertThat(Json.at(events.get(0), "detail", "anomaly_counts", LABEL))
                    .isEqualTo(1);
            SentMail mail = health.mail();
            assertThat(WholePipeline.html(mail).assertInert().text()).contains(LABEL);
            assertThat(WholePipeline.text(mail)).contains(LABEL + ": 1");
        }
    }

    @Test
    void shouldStillBeMailed_whenTheMedianIsTakenOut() throws Exception {
        RoutesCopy routes = new RoutesCopy(folder.resolve("routes"));
        Path rules = routes.folder.resolve("health/analysis.json");
        Files.writeString(rules, Files.readString(rules).replace("[5, 25, 50, 75, 95]", "[5, 95]"));
        try (WholePipeline health = WholePipeline.whole(folder.resolve("cloud"), routes.folder)) {
            health.upload("a.csv", Readings.HEADER + Readings.GOOD);

            assertThat(health.outcomes()).contains("health-notify: sent");
            assertThat(WholePipeline.text(health.mail()))
                    .contains("Heart rate: mean 78")
                    .doesNotContain("median");
        }
    }

    @Test
    void shouldHoldNothingAboutHealth_whenItIsJava() throws IOException {
        Pattern words = Pattern.compile(
                "heart|spo2|systolic|diastolic|temp_c|bpm|mmhg|fever|blood|abnormal|high temperature|user_id|"
                        + "event_time|dbp_gt_sbp",
                Pattern.CASE_INSENSITIVE);
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Files.readString(file)
                        .lines()
                        .filter(line -> !isComment(line) && words.matcher(line).find())
                        .forEach(line -> found.add(file + ": " + line.strip()));
            }
        }

        assertThat(found).isEmpty();
    }

    /** Comments may explain with an example. */
    private static boolean isComment(String line) {
        String text = line.strip();
        return text.startsWith("*") || text.startsWith("/*") || text.startsWith("//");
    }
}
