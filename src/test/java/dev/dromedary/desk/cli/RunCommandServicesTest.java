package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandServicesTest {

    private static final Path SAMPLE = Path.of("sample-csv/health.csv");

    /** Asks a model, mails what it said, publishes twice: to a topic by its ARN, and to one by its name. */
    private static final String NOTIFY = """
            - route:
                id: health-notify
                from:
                  uri: lambda-eventbridge:default
                  parameters:
                    eventbusNameOrArn: "{{health.bus}}"
                    source: health.data.ingestor
                    detailType: Data Processing Complete
                  steps:
                    - setProperty:
                        name: manifestKey
                        simple:
                          expression: ${body[manifest_key]}
                    - setHeader:
                        name: CamelAwsBedrockConverseMessages
                        method:
                          beanType: dev.dromedary.desk.cli.Question
                          method: messages
                    - to:
                        uri: aws-bedrock:health
                        parameters:
                          operation: converse
                          modelId: "{{health.model.id}}"
                    - removeHeaders:
                        pattern: "*"
                    - setHeader:
                        name: CamelAwsSesHtmlEmail
                        constant:
                          expression: "true"
                    - to:
                        uri: aws2-ses:sender@example.com
                        parameters:
                          to: one@example.com,two@example.com
                          subject: What the model {{health.model.id}} said
                    - setBody:
                        simple:
                          expression: "Look\\ninto it"
                    - to:
                        uri: aws2-sns:arn:aws:sns:us-east-1:000000000000:alerts
                        parameters:
                          subject: Alert
                    - to:
                        uri: aws2-sns:others
            """;

    private static final String NIGHTLY = """
            - route:
                id: health-nightly
                from:
                  uri: lambda-schedule:health-nightly
                  parameters:
                    expression: cron(0 3 * * ? *)
                  steps:
                    - setBody:
                        simple:
                          expression: "for ${header.scheduledTime}"
                    - to:
                        uri: aws2-sns:arn:aws:sns:us-east-1:000000000000:alerts
            """;

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void copyRoutes() throws IOException {
        desk = Desk.in(folder);
    }

    private Desk.Told run(String... more) {
        Stream<String> fixed = Stream.of(
                "run",
                "health",
                SAMPLE.toString(),
                "--routes",
                desk.file("routes").toString(),
                "--data",
                desk.file("cloud").toString());
        return desk.run(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
    }

    private void define(String properties) throws IOException {
        desk.change(
                "health/health.properties",
                "health.bus=dromedary-health",
                "health.bus=dromedary-health\n" + properties);
    }

    @Test
    void shouldShowTheWholeWay_whenALaterRouteMailsAndPublishes() throws IOException {
        desk.write("routes/health/notify.camel.yaml", NOTIFY);

        Desk.Told told = run();

        assertThat(told.err()).isEmpty();
        assertThat(told.code()).isZero();
        Path page = desk.file("cloud/outbox/1-what-the-model-offline-said.html");
        assertThat(page).content().contains("Offline stand-in, no model was asked");
        assertThat(told.out())
                .containsSubsequence(
                        "health-ingest: success",
                        "health-notify: done",
                        "manifest       ",
                        "mail  " + page,
                        "alert Look into it",
                        "alert Look into it");
        assertThat(Files.readAllLines(desk.file("cloud/topics/alerts.ndjson"))).hasSize(1);
        assertThat(Files.readAllLines(desk.file("cloud/topics/others.ndjson"))).hasSize(1);
    }

    @Test
    void shouldTellMailsAndAlertsOfThisRun_whenJsonIsAskedFor() throws IOException {
        desk.write("routes/health/notify.camel.yaml", NOTIFY);
        run();
        Path shorter = desk.file("shorter.csv");
        Files.write(shorter, Files.readAllLines(SAMPLE).subList(0, 100));

        Desk.Told told = run(shorter.toString(), "--json");

        Map<String, Object> document = JsonDocument.parse(told.out());
        Path outbox = desk.file("cloud/outbox");
        assertThat(document.get("mails"))
                .isEqualTo(List.of(Map.of(
                        "subject",
                        "What the model offline said",
                        "to",
                        List.of("one@example.com", "two@example.com"),
                        "html",
                        outbox.resolve("2-what-the-model-offline-said.html").toString(),
                        "eml",
                        outbox.resolve("2-what-the-model-offline-said.eml").toString())));
        assertThat(document.get("alerts"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(2)
                .contains(Map.of("topic", "alerts", "subject", "Alert", "message", "Look\ninto it"));
    }

    @Test
    void shouldMakeTheTables_whenPropertiesDefineThem() throws IOException {
        define("""
                health.others.table=others
                health.others.table.key=first, second
                health.others.table.indexes=by-third: third, second
                health.others.table.expires=ttl
                """);

        Desk.Told told = run();

        assertThat(told.code()).isZero();
        assertThat(desk.file("cloud/tables/others.ndjson")).isEmptyFile();
    }

    @Test
    void shouldNameTheProperty_whenATableIsDefinedWrongly() throws IOException {
        define("health.others.table=others\nhealth.others.table.key=a,b,c\n");

        Desk.Told told = run();

        assertThat(told.code()).isEqualTo(1);
        assertThat(told.err().strip().lines()).hasSize(1);
        assertThat(told.err()).contains("health.others.table.key");
    }

    @Test
    void shouldFireSchedulesOnlyWhenAsked_whenAPipelineHasThem() throws IOException {
        desk.write("routes/health/nightly.camel.yaml", NIGHTLY);

        assertThat(run().out()).doesNotContain("health-nightly", "alert");
        Desk.Told told = run("--schedule");

        assertThat(told.err()).isEmpty();
        assertThat(told.code()).isZero();
        assertThat(told.out())
                .contains("health-ingest: ", "health-nightly: done")
                .containsPattern("alert for 20\\S+Z");
    }

    @Test
    void shouldAskForRightUsage_whenThereIsNoScheduleToFire() throws IOException {
        Files.delete(desk.file("routes/health/digest.camel.yaml"));

        Desk.Told told = run("--schedule");

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("lambda-schedule");
    }
}
