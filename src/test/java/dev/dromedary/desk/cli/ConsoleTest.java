package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** The console of a run of good, bad and hostile files, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleTest {

    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";
    private static final String ROWS = """
            2026-01-05T08:00:00Z,user-001,78,97,6500,36.6,120,80
            2026-01-05T08:05:00Z,user-002,900,97,6500,36.6,120,80
            2026-01-05T08:10:00Z,user-003,170,97,6500,36.6,120,80
            """;
    /** Would run, if it stood in a page as it is. */
    private static final String ATTACK =
            "'\"><script>document.title=1</script><img src=x onerror=alert(1)>é\u202e${1+1}";

    private static final String HOSTILE_NAME = "a'\"><script>alert(1)<script>é ${1+1}&amp;.csv";

    @TempDir
    static Path folder;

    private OpenConsole console;

    @BeforeAll
    void runFiles() throws Exception {
        Desk desk = Desk.in(folder);
        console = OpenConsole.of(desk);
        console.upload(console.token(), "good.csv", HEADER + ROWS);
        console.upload(
                console.token(),
                HOSTILE_NAME,
                HEADER + ROWS + "2026-01-05T08:15:00Z,\"" + ATTACK.replace("\"", "\"\"")
                        + "\",901,97,6500,36.6,120,80\n");
        console.upload(console.token(), "whole.csv", "a,b\n1,2\n");
        console.upload(console.token(), "none.csv", HEADER + "2026-01-05T08:05:00Z,user-009,900,97,6500,36.6,120,80\n");
        console.run
                .cloud()
                .s3()
                .putObject(
                        request -> request.bucket("dromedary-health").key("notes/a/../b//" + ATTACK),
                        RequestBody.fromString("</pre>" + ATTACK));
        console.run.cloud().sqs().queue("mine");
        console.run.cloud().sqs().sendMessage(message -> message.queueUrl(
                        console.run.cloud().sqs().queue("mine"))
                .messageBody("</pre>" + ATTACK));
        console.run.awaitEnd();
    }

    @AfterAll
    void close() {
        console.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/|health-ingest| runs<",
                "/pipelines|runs here|dromedary run customers --console",
                "/pipelines|run pipelines --console --http 8080|customers/read.camel.yaml",
                "/pipelines|shared/errors.camel.yaml|state machine",
                "/route?file=health/ingest.camel.yaml|id: health-ingest|records:write",
                "/objects|processed/good.csv|raw/good.csv",
                "/objects?bucket=dromedary-health&prefix=rejected/|rejected/good_rejected.csv|Written",
                "/object?bucket=dromedary-health&key=raw/good.csv|user-001|Replay",
                "/rejects|raw/whole.csv|invalid_heart_rate",
                "/rejects?key=raw/good.csv|2026-01-05T08:05:00Z,user-002,900|invalid_heart_rate",
                "/rejects?key=raw/whole.csv|Rejected whole|missing_column",
                "/rejects?key=raw/none.csv|no_valid_rows|2026-01-05T08:05:00Z,user-009,900",
                "/events|Data Processing Complete|Data Processing Failed",
                "/queues|mine|1 waiting",
                "/tables|dromedary-ledger|health-ingest#dromedary-health/raw/good.csv",
                "/tables?name=dromedary-health-analyses|correlation_id|dromedary-health/raw/good.csv@",
                "/mails|Health readings good|care-team@example.com",
                "/logs|health-notify|sent",
                "/metrics|RecordsRejected|QualityScore",
                "/explain?key=raw/good.csv|success: 3 rows, 2 valid, 1 rejected|Data Analysis Complete",
                "/explain?key=raw/good.csv&row=2|rejected: invalid_heart_rate|health/reading.schema.json",
                "/explain?key=processed/good.csv|health-analyze|analyzed/good_analysis.json"
            })
    void shouldShowWhatThereIs_whenAPageIsAskedFor(String path, String one, String other) throws Exception {
        HttpResponse<String> page = console.get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(one, other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nope|There is no such page",
                "/route|There is no file of routes",
                "/route?file=../pom.xml|There is no file of routes ../pom.xml",
                "/route?file=health/health.properties|There is no file of routes health/health.properties",
                "/../etc|There is no such page",
                "/objects?bucket=nope|There is no bucket nope",
                "/object?bucket=dromedary-health&key=nope|There is no object nope",
                "/object?bucket=nope&key=nope|There is no object nope",
                "/object|Name a bucket and a key",
                "/rejects?key=nope|Nothing of nope was rejected",
                "/tables?name=nope|There is no table nope",
                "/mails?file=../../../etc/passwd|There is no mail ../../../etc/passwd",
                "/explain?key=nope|Nothing is known of nope",
                "/explain?key=raw/good.csv&row=4|raw/good.csv has 3 rows, so there is no row 4",
                "/explain?key=raw/whole.csv&row=1|was rejected whole"
            })
    void shouldSaySo_whenSomethingIsNotThere(String path, String sentence) throws Exception {
        HttpResponse<String> page = console.get(path);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "0x1", "1.5"})
    void shouldSaySo_whenARowIsNoNumber(String row) throws Exception {
        HttpResponse<String> page = console.get("/explain?key=raw/good.csv&row=" + row);

        assertThat(page.statusCode()).isEqualTo(422);
        assertThat(page.body()).contains("A row is a number from 1, and " + row + " is none.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/pipelines",
                "/route?file={key}",
                "/objects",
                "/object?bucket=dromedary-health&key={key}",
                "/object?bucket=dromedary-health&key=raw/{name}",
                "/rejects",
                "/rejects?key=raw/{name}",
                "/events",
                "/events?cause={key}",
                "/queues",
                "/tables",
                "/mails",
                "/logs",
                "/logs?cause={key}",
                "/metrics",
                "/explain?key=raw/{name}&row=4",
                "/explain?key={key}",
                "/objects?prefix={key}",
                "/objects?bucket={key}",
                "/tables?name={key}",
                "/mails?file={key}",
                "/nope/{key}"
            })
    void shouldEscape_whenKeysAndBodiesAreHostile(String path) throws Exception {
        String asked =
                path.replace("{key}", encoded("notes/a/../b//" + ATTACK)).replace("{name}", encoded(HOSTILE_NAME));

        String page = console.html(asked);

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .doesNotContain("<script>alert", "<script>document", "<img", "</pre>'", "document.title=1</script>")
                .containsOnlyOnce("<script>")
                .doesNotContain("a'\"", "=\"'\"");
    }

    @Test
    void shouldShowTheHostileObject_whenItsLinkIsFollowed() throws Exception {
        String page = console.html("/object?bucket=dromedary-health&key=" + encoded("notes/a/../b//" + ATTACK));

        assertThat(page)
                .contains("&lt;/pre&gt;&#39;&quot;&gt;&lt;script&gt;document.title=1&lt;/script&gt;")
                .contains("${1+1}");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void shouldHoldTheMailInAFrameInWhichNothingRuns_whenItIsShown() throws Exception {
        String list = console.html("/mails");
        String link = list.substring(list.indexOf("/mails?file=")).split("\"")[0];

        HttpResponse<String> page = console.get(link);

        assertThat(page.body()).contains("<iframe sandbox=\"\"", "srcdoc=\"&lt;!DOCTYPE html&gt;");
        assertThat(policy(page))
                .contains("default-src 'none'", "style-src 'unsafe-inline'", "script-src 'sha256-")
                .doesNotContain("script-src 'unsafe");
    }

    private static String policy(HttpResponse<?> page) {
        return page.headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    @Test
    void shouldAllowItsOwnStyleAndScriptOnly_whenAPageIsShown() throws Exception {
        HttpResponse<String> page = console.get("/");

        assertThat(policy(page))
                .matches("default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self';"
                        + " img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        assertThat(page.body()).doesNotContain("style=\"", "http://", "https://", "onclick");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void shouldRefuse_whenTheNameIsAnother() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: attacker.example:" + console.address.getPort() + "\r\n"))
                .startsWith("HTTP/1.1 421");
        assertThat(raw("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")).startsWith("HTTP/1.1 421");
        assertThat(raw("GET / HTTP/1.0\r\n")).startsWith("HTTP/1.1 421");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost:" + console.address.getPort() + "\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", console.address.getPort())) {
            socket.getOutputStream().write((request + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://attacker.example",
        "Origin, null",
        "Origin, https://127.0.0.1",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Sec-Fetch-Site, none"
    })
    void shouldRefuse_whenAnotherPageSendsAForm(String header, String value) throws Exception {
        HttpResponse<String> answer =
                console.post("/replay", Map.of("token", console.token(), "key", "raw/good.csv"), header, value);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("The console takes no requests of other pages.\n");
    }

    @Test
    void shouldRefuseToBeRead_whenAnotherPageLoadsIt() throws Exception {
        assertThat(console.get("/", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors")
                        .statusCode())
                .isEqualTo(403);
        assertThat(console.get(
                                "/",
                                "Sec-Fetch-Site",
                                "cross-site",
                                "Sec-Fetch-Mode",
                                "navigate",
                                "Sec-Fetch-Dest",
                                "document")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void shouldDoNothing_whenTheTokenIsNotThatOfTheRun(String token) throws Exception {
        HttpResponse<String> upload = console.upload(token, "forged.csv", HEADER + ROWS);
        HttpResponse<String> replay = console.post("/replay", Map.of("token", token, "key", "raw/good.csv"));

        assertThat(upload.statusCode()).isEqualTo(403);
        assertThat(replay.statusCode()).isEqualTo(403);
        assertThat(console.html("/objects")).doesNotContain("forged.csv");
    }

    @Test
    void shouldSaySo_whenAFileCantBeTaken() throws Exception {
        HttpResponse<String> other = console.upload(console.token(), "a.txt", "x");
        HttpResponse<String> none = console.upload(console.token(), "", "x");
        HttpResponse<String> nameless = console.upload(console.token(), "folder/..", "x");

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("The pipeline takes files that end with .csv");
        assertThat(none.body()).contains("No file was chosen");
        assertThat(nameless.body()).contains("The file has no name");
    }

    @Test
    void shouldTakeTheLastPartOfTheName_whenAFileComesWithFolders() throws Exception {
        HttpResponse<String> answer =
                console.upload(console.token(), "../../up/ß.csv", HEADER + ROWS.replace("001", "004"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/explain?key=raw%2F%C3%9F.csv");
        assertThat(console.html("/explain?key=raw%2F%C3%9F.csv")).contains("success: 3 rows");
    }

    @Test
    void shouldWorkOnItAgain_whenAnObjectIsReplayed() throws Exception {
        console.upload(console.token(), "again.csv", HEADER + ROWS.replace("user-001", "user-009"));
        String before = console.html("/explain?key=raw/again.csv");

        HttpResponse<String> answer = console.post(
                "/replay",
                Map.of("token", console.token(), "key", "raw/again.csv"),
                "Origin",
                console.address.toString(),
                "Sec-Fetch-Site",
                "same-origin");
        console.run.awaitEnd();

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(attempts(before, "health-ingest")).isEqualTo(1);
        assertThat(attempts(console.html("/explain?key=raw/again.csv"), "health-ingest"))
                .isEqualTo(2);
    }

    private static int attempts(String page, String route) {
        return page.split("data-label=\"Function\"><span>" + route, -1).length - 1;
    }

    @Test
    void shouldSaySo_whenThereIsNothingToReplay() throws Exception {
        HttpResponse<String> object = console.post("/replay", Map.of("token", console.token(), "key", "raw/nope.csv"));
        HttpResponse<String> queue = console.post("/redrive", Map.of("token", console.token(), "queue", "nope"));

        assertThat(object.statusCode()).isEqualTo(404);
        assertThat(object.body()).contains("No trigger of health takes an object of the key raw/nope.csv");
        assertThat(queue.body()).contains("The queue nope holds nothing that this pipeline failed to do.");
    }

    @Test
    void shouldRefuse_whenTheMethodIsAnother() throws Exception {
        assertThat(raw("DELETE / HTTP/1.1\r\nHost: 127.0.0.1:" + console.address.getPort() + "\r\n"))
                .startsWith("HTTP/1.1 405");
    }
}
