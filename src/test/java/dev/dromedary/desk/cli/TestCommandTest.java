package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCommandTest {

    @TempDir
    Path routes;

    private final StringWriter out = new StringWriter();

    private Path file;

    @BeforeEach
    void copy() throws IOException {
        for (Path each : Shipped.files(Shipped.ROUTES)) {
            if (!each.toString().endsWith(".test.yaml")) {
                Path copy = routes.resolve(Shipped.ROUTES.relativize(each).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(each, copy);
            }
        }
        file = routes.resolve("health/ingest.test.yaml");
    }

    private int test(String... arguments) {
        List<String> all = new ArrayList<>(List.of("test", "--routes", routes.toString()));
        all.addAll(List.of(arguments));
        PrintWriter writer = new PrintWriter(out, true);
        return Dromedary.execute(writer, writer, all.toArray(String[]::new));
    }

    /** The example of the documentation. */
    private static String example() throws IOException {
        String page = Files.readString(Path.of("docs/testing.md"));
        int from = page.indexOf("```yaml\n") + "```yaml\n".length();
        return page.substring(from, page.indexOf("```", from));
    }

    @Test
    void shouldPass_whenTheExampleOfTheDocumentationIsRun() throws IOException {
        Files.writeString(file, example());

        assertThat(test("health")).as(out.toString()).isZero();

        assertThat(out.toString()).contains("ok      fails while it may not write", "1 passed, 0 failed");
    }

    @Test
    void shouldTestWithItsSettings_whenAnEnvironmentIsNamed() throws IOException {
        Files.writeString(file, example());
        Files.writeString(routes.resolve("health/health.prod.properties"), "dromedary.limits.columns=3\n");

        assertThat(test("health", "--environment", "dev")).as(out.toString()).isZero();
        assertThat(test("health", "--environment", "prod")).isEqualTo(1);

        assertThat(out.toString()).contains("1 passed, 0 failed", "+  - rejected");
    }

    @Test
    void shouldShowTheDifferenceAndMendIt_whenSomethingIsOtherwise() throws IOException {
        Files.writeString(file, example().replace("valid: 1", "valid: 7"));

        assertThat(test("health")).isEqualTo(1);
        assertThat(out.toString()).contains("-        valid: 7", "+        valid: 1", "0 passed, 1 failed");
        assertThat(test("health", "--update")).isZero();
        assertThat(test("health")).isZero();

        assertThat(Files.readString(file))
                .contains("correlation_id: <correlation of raw/ward.csv>", "valid: 1", "failed: <any>AccessDenied<any>")
                .doesNotContain("valid: 7");
    }

    @Test
    void shouldShowStepsThatNoCaseReaches_whenAskedForCoverage() throws IOException {
        Files.writeString(file, example());

        assertThat(test("health", "--coverage")).as(out.toString()).isZero();

        assertThat(out.toString())
                .containsPattern("\\d+ of +\\d+  health/ingest\\.camel\\.yaml")
                .containsPattern("shared/errors\\.camel\\.yaml:\\d+: no case reaches records:superseded")
                .contains("none  health/notify.camel.yaml: no case loads it")
                .doesNotContain("no case reaches records:validate")
                .containsPattern("\\d+ of \\d+ steps, \\d+ %\\R");
    }

    @Test
    void shouldFail_whenFewerStepsAreReachedThanAskedFor() throws IOException {
        Files.writeString(file, example());

        assertThat(test("health", "--coverage-least", "100")).isEqualTo(1);
        assertThat(out.toString()).contains("1 passed", "less than the 100 % of --coverage-least");
        assertThat(test("health", "--coverage-least", "20")).as(out.toString()).isZero();
        assertThat(test("health", "--coverage-least", "101")).isEqualTo(2);
        assertThat(out.toString()).contains("--coverage-least is 101; it has to be a number from 0 to 100.");
    }

    @Test
    void shouldFail_whenAFaultNeverComesToPass() throws IOException {
        Files.writeString(file, example().replace("s3.putObject", "ses.sendEmail"));

        assertThat(test("health")).isEqualTo(1);

        assertThat(out.toString())
                .contains("The fault of ses.sendEmail number 1 never came to pass; these calls were made: {");
    }

    @Test
    void shouldSayWhatIsWrong_whenTheCommandIs() throws IOException {
        Files.writeString(file, example());

        assertThat(test("helth")).isEqualTo(2);
        assertThat(test("customers")).isEqualTo(2);
        assertThat(test("--case", "no such")).isEqualTo(2);
        Files.writeString(file, example().replace("when:", "wen:"));
        assertThat(test("health")).isEqualTo(2);

        assertThat(out.toString())
                .contains("There is no pipeline \"helth\"", "There are no tests", "is called \"no such\"")
                .contains("ingest.test.yaml:8:5: There is no \"wen\" here; did you mean \"when\"?");
    }

    private void route(String name, String uri, String parameters, String cases) throws IOException {
        Files.createDirectories(routes.resolve("odd"));
        Files.writeString(routes.resolve("odd/" + name + ".camel.yaml"), """
                - route:
                    id: odd-%s
                    from:
                      uri: %s
                      parameters: %s
                      steps:
                        - setBody: { constant: hello }
                """.formatted(name, uri, parameters));
        Files.writeString(routes.resolve("odd/" + name + ".test.yaml"), cases);
    }

    @Test
    void shouldShowTheResponse_whenNothingIsExpectedOfARequest() throws IOException {
        route("answer", "lambda-http", "{path: \"/hello\", method: GET, authorization: none}", """
                cases:
                  - name: a request
                    when:
                      - document:
                          version: "2.0"
                          rawPath: /hello
                          requestContext: {requestId: r, http: {method: GET, sourceIp: 192.0.2.1}}
                """);

        assertThat(test("odd")).isEqualTo(1);
        assertThat(out.toString()).contains("+  - statusCode: 200", "+    body: hello");
        assertThat(test("odd", "--update")).isZero();
        assertThat(test("odd")).isZero();
    }

    @Test
    void shouldRunTheOtherCases_whenOneIsStopped() throws IOException {
        route("read", "lambda-kinesis", "{streamName: s}", """
                cases:
                  - name: messages of a stream
                    when:
                      - messages: [a]
                  - name: a file that is not there
                    when:
                      - document: no/such/file.json
                  - name: a document that is none
                    when:
                      - document: %s
                  - name: an object without a bucket
                    when:
                      - upload: {key: x, text: a}
                  - name: no records
                    when:
                      - document: {Records: []}
                    then:
                      outcomes: [done]
                """.formatted(Path.of("pom.xml")));

        assertThat(test("odd", "--allow-all")).isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "The step messages is for a route that begins with lambda-sqs, and odd-read begins with"
                                + " lambda-kinesis; use document.",
                        "There is no file no/such/file.json; names are relative to ",
                        "The route names no bucket; say which one: s3://BUCKET/x.",
                        "Expected a JSON object, but text that is none (at line 1, column 1) came.",
                        "ok      no records",
                        "1 passed, 4 failed")
                .doesNotContain("NullPointer", "\tat ");
    }

    @Test
    void shouldFailTheCase_whenAnUploadIsLeftOpen() throws IOException {
        route("keep", "lambda-s3:odd-in", "{prefix: raw/}", """
                cases:
                  - name: a streamed upload that waits for more
                    when:
                      - upload: {key: raw/x, repeat: {head: a, text: b, times: 6}}
                    then: {outcomes: [success]}
                """);
        Path route = routes.resolve("odd/keep.camel.yaml");
        Files.writeString(
                route,
                Files.readString(route)
                        + "        - to: aws2-s3:odd-out?streamingUploadMode=true&batchMessageNumber=9&keyName=kept/x\n");

        assertThat(test("odd", "--allow-all")).isEqualTo(1);

        assertThat(out.toString())
                .contains("odd-keep has left uploads in parts open, which it has to abort when it fails:"
                        + " s3://odd-out/kept/x.");
    }

    @Test
    void shouldSayHowMuchIsTooMuch_whenATextIsRepeated() throws IOException {
        route("read", "lambda-s3:odd-in", "{prefix: raw/}", """
                cases:
                  - name: much
                    when:
                      - upload: {key: raw/x, repeat: {head: a, text: 0123456789, times: 10000001}}
                """);

        assertThat(test("odd")).isEqualTo(1);

        assertThat(out.toString())
                .contains("repeat: 10000001 times 10 bytes are more than the 100 MB that a test may have in an object;"
                        + " say fewer times.");
    }

    @Test
    void shouldWriteNoHashAndNoDuration_whenTheyChange() throws IOException {
        Files.writeString(file, example().replaceAll("(?s)    then:.*", ""));

        test("health", "--update");

        assertThat(Files.readString(file))
                .contains(
                        "duration_ms: <number>",
                        "schema_hash: <sha256>",
                        "definition_hash: <sha256>",
                        "file_hash: <sha256>")
                .doesNotContainPattern("[0-9a-f]{64}");
        assertThat(test("health")).as(out.toString()).isZero();
    }

    @Test
    void shouldShowTheOtherHash_whenACertainOneIsExpected() throws IOException {
        Files.writeString(
                file, example().replace("counts: {", "file_hash: \"" + "0".repeat(64) + "\"\n            counts: {"));

        assertThat(test("health")).isEqualTo(1);

        assertThat(out.toString()).containsPattern("\\+ +file_hash: [0-9a-f]{64}");
    }

    @Test
    void shouldFailTheCaseAndSayWhatToGrant_whenThePlanDoesNotGrantACall() throws IOException {
        Path notify = routes.resolve("health/notify.camel.yaml");
        Files.writeString(notify, Files.readString(notify).replaceFirst("\\n +grants: .*", ""));
        Files.copy(Shipped.ROUTES.resolve("health/notify.test.yaml"), routes.resolve("health/notify.test.yaml"));

        assertThat(test("health", "--case", "sends one mail about an analysis")).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "health-notify may not call s3:GetObject on"
                                + " arn:aws:s3:::dromedary-health/processed/ward_manifest.json, which the step"
                                + " aws2-s3:{{health.bucket}} (health/read-manifest.camel.yaml:",
                        "grants: s3:GetObject={{health.bucket}}/processed/*");
        assertThat(test("health", "--case", "sends one mail about an analysis", "--allow-all"))
                .isZero();
    }
}
