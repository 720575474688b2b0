package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailResponse;

/** The daily mail is sent though its first attempt has failed, about the same analyses. */
@ExtendWith(QuietLogs.class)
class DigestRetryTest {

    private static final Map<String, Object> EVENT = Map.of(
            "version", "0",
            "id", "7c1a1f6e-0000-4000-8000-000000000001",
            "detail-type", "Scheduled Event",
            "source", "aws.scheduler",
            "account", "000000000000",
            "time", "2026-01-06T07:00:00Z",
            "region", "us-east-1",
            "resources", List.of("arn:aws:scheduler:us-east-1:000000000000:schedule/default/health-digest"),
            "detail", Map.of());

    @TempDir
    private Path folder;

    private static Map<String, AttributeValue> item(String id, String hour) {
        return Map.ofEntries(
                Map.entry("correlation_id", AttributeValue.fromS(id)),
                Map.entry("analysis_timestamp", AttributeValue.fromS("2026-01-06T" + hour + ":00:00.000Z")),
                Map.entry("analysis_date", AttributeValue.fromS("2026-01-06")),
                Map.entry("notification_sent", AttributeValue.fromBool(false)),
                Map.entry("source_name", AttributeValue.fromS("name of " + id)),
                Map.entry("manifest_key", AttributeValue.fromS("processed/gone_manifest.json")),
                Map.entry("analysis_bucket", AttributeValue.fromS(WholePipeline.BUCKET)),
                Map.entry("analysis_key", AttributeValue.fromS("analyzed/a_analysis.json")),
                Map.entry("records_analyzed", AttributeValue.fromN("3")),
                Map.entry("anomalous_records", AttributeValue.fromN("1")),
                Map.entry("anomaly_counts", AttributeValue.fromM(Map.of("Low SpO2", AttributeValue.fromN("1")))));
    }

    @Test
    void shouldMailTheSameAnalyses_whenTheFirstAttemptFailed() throws Exception {
        try (WholePipeline health = new WholePipeline(folder, Path.of("routes"), "health-digest")) {
            AtomicBoolean refuses = new AtomicBoolean(true);
            SesClient ses = new SesClient() {
                @Override
                public SendRawEmailResponse sendRawEmail(SendRawEmailRequest request) {
                    if (refuses.get()) {
                        throw new IllegalStateException("The mail server has gone");
                    }
                    return health.cloud.ses().sendRawEmail(request);
                }

                @Override
                public String serviceName() {
                    return "ses";
                }

                @Override
                public void close() {
                    // Holds nothing open.
                }
            };
            Properties properties = new Properties();
            properties.setProperty("health.digest.maximum", "2");
            for (String hour : List.of("01", "02", "03")) {
                health.cloud.dynamoDb().putItem(put -> put.tableName(WholePipeline.ANALYSES)
                        .item(item("a" + hour, hour)));
            }
            try (RouteFunction digest =
                    RouteFunction.start(RouteFiles.of(Path.of("routes"), "health-digest"), "health-digest", context -> {
                        new EmbeddedServices(health.cloud).bind(context);
                        context.getRegistry().bind("ses", SesClient.class, ses);
                        context.getPropertiesComponent().setOverrideProperties(properties);
                    })) {
                List<String> ends = new ArrayList<>();
                ends.add(end(digest));
                refuses.set(false);
                // Would be in another day's mail.
                health.cloud.dynamoDb().putItem(put -> put.tableName(WholePipeline.ANALYSES)
                        .item(item("a00", "00")));
                ends.add(end(digest));
                ends.add(end(digest));

                assertThat(ends.get(0)).contains("The mail server has gone");
                assertThat(ends.subList(1, 3)).containsExactly("sent", "done already");
            }
            String text = WholePipeline.text(health.mail());
            assertThat(text)
                    .contains("2 analyses that no mail was sent about", "name of a01", "name of a02")
                    .doesNotContain("a00", "a03");
        }
    }

    private static String end(RouteFunction digest) {
        try {
            return Json.outcome(digest.invoke(EVENT, Invocation.starting("request", Duration.ofMinutes(5))));
        } catch (InvocationFailedException e) {
            return e.getMessage();
        }
    }
}
