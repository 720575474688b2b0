package dev.dromedary.function.steps.query.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.dromedary.function.steps.DeadlineExceededException;
import dev.dromedary.function.steps.TransientFailure;
import dev.dromedary.function.steps.query.Query;
import dev.dromedary.function.steps.query.QueryFailedException;
import dev.dromedary.function.steps.query.QueryTable;
import dev.dromedary.function.steps.query.QueryTable.TableObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.s3.S3Client;

/** What becomes of a query on Athena, of which a stub on a port tells. */
class AthenaEngineTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** As Athena writes it: all values quoted, null as nothing. */
    private static final String CSV = "\"day\",\"note\"\n\"01\",\n\"02\",\"\"\n";

    /** The executions by token, each with the states that it goes through; the last one stays. */
    private final Map<String, String> ids = new LinkedHashMap<>();

    private final List<List<String>> lives = new ArrayList<>();
    private final Map<String, Integer> looks = new LinkedHashMap<>();
    private final List<JsonNode> started = Collections.synchronizedList(new ArrayList<>());
    private int throttled;
    private int cut;
    private String error = "";

    private HttpServer server;
    private AthenaEngine engine;
    private AthenaClient athena;
    private S3Client s3;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            int status = 200;
            String reply;
            if (target == null) {
                reply = CSV;
            } else if (target.endsWith("StartQueryExecution") && throttled-- > 0) {
                status = 400;
                reply = "{\"__type\":\"TooManyRequestsException\",\"message\":\"slow down\"}";
            } else {
                reply = answer(target, JSON.readTree(sent));
            }
            byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes, 0, target == null ? bytes.length - cut : bytes.length);
            exchange.close();
        });
        server.start();
        URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        athena = AthenaClient.builder()
                .endpointOverride(here)
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        s3 = S3Client.builder()
                .endpointOverride(here)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
        engine = new AthenaEngine(athena, s3, "dromedary-logs", "logs_test");
    }

    @AfterEach
    void stop() {
        athena.close();
        s3.close();
        server.stop(0);
    }

    private String answer(String target, JsonNode request) {
        if (target.endsWith("StartQueryExecution")) {
            started.add(request);
            String id = ids.computeIfAbsent(
                    request.path("ClientRequestToken").asText(), token -> "execution-" + (ids.size() + 1));
            return "{\"QueryExecutionId\":\"" + id + "\"}";
        }
        String id = request.path("QueryExecutionId").asText();
        List<String> life = lives.get(Integer.parseInt(id.substring("execution-".length())) - 1);
        int look = looks.merge(id, 1, Integer::sum);
        String state = life.get(Math.min(look, life.size()) - 1);
        return "{\"QueryExecution\":{\"QueryExecutionId\":\"" + id + "\",\"Status\":{\"State\":\"" + state
                + "\",\"StateChangeReason\":\"Cannot cast 'a secret' to INT\"" + error
                + "},\"ResultConfiguration\":{\"OutputLocation\":\"s3://results/athena-results/" + id + ".csv\"}}}";
    }

    private static Query query(Duration time) {
        return new Query(
                "logs/days.sql",
                "-- A day.\nWITH a AS (SELECT * FROM silver WHERE day = '01') SELECT day, note FROM a",
                List.of(new QueryTable(
                        "silver",
                        "logs",
                        "silver/",
                        Optional.empty(),
                        List.of(new TableObject("silver/year=2026/day=01/x.parquet", "etag", 1)))),
                Optional.of(Instant.now().plus(time)));
    }

    private String run(Query query) throws IOException {
        try (InputStream csv = engine.run(query)) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void shouldGiveTheResult_whenTheQuerySucceeds() throws IOException {
        lives.add(List.of("QUEUED", "RUNNING", "SUCCEEDED"));
        Query query = query(Duration.ofMinutes(1));

        String csv = run(query);

        assertThat(csv).isEqualTo(CSV);
        JsonNode start = started.get(0);
        assertThat(start.path("ClientRequestToken").asText()).isEqualTo(query.token() + "-1");
        assertThat(start.path("WorkGroup").asText()).isEqualTo("dromedary-logs");
        assertThat(start.at("/QueryExecutionContext/Database").asText()).isEqualTo("logs_test");
        assertThat(start.path("QueryString").asText())
                .isEqualTo("-- A day.\nWITH silver AS (SELECT * FROM \"logs_test\".\"silver\" WHERE (year = '2026' AND"
                        + " day = '01')), a AS (SELECT * FROM silver WHERE day = '01') SELECT day, note FROM a");
    }

    @Test
    void shouldFailWithoutAValue_whenTheQueryFailed() {
        lives.add(List.of("RUNNING", "FAILED"));

        Throwable failure = catchThrowable(() -> run(query(Duration.ofMinutes(1))));

        assertThat(failure)
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("logs/days.sql ended as FAILED on Athena; its execution execution-1 says why")
                .hasMessageNotContaining("secret");
        assertThat(TransientFailure.mayPass(failure)).isFalse();
    }

    @Test
    void shouldFailAsWhatMayPass_whenAthenaSaysThatItMay() {
        lives.add(List.of("RUNNING", "FAILED"));
        error = ",\"AthenaError\":{\"ErrorCategory\":1,\"ErrorType\":233,\"Retryable\":true}";

        Throwable failure = catchThrowable(() -> run(query(Duration.ofMinutes(1))));

        assertThat(failure)
                .isInstanceOf(AthenaException.class)
                .hasMessageContaining("error of category 1, type 233")
                .hasMessageNotContaining("secret");
        assertThat(TransientFailure.mayPass(failure)).isTrue();
    }

    @Test
    void shouldFail_whenTheQueryWasCancelled() {
        lives.add(List.of("QUEUED", "CANCELLED"));

        assertThatThrownBy(() -> run(query(Duration.ofMinutes(1))))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("ended as CANCELLED");
    }

    @Test
    void shouldBeginAnew_whenAnEarlierAttemptHasFailed() throws IOException {
        lives.add(List.of("FAILED"));
        lives.add(List.of("CANCELLED"));
        lives.add(List.of("RUNNING", "SUCCEEDED"));

        assertThat(run(query(Duration.ofMinutes(1)))).isEqualTo(CSV);
        assertThat(ids).hasSize(3);
    }

    @Test
    void shouldFail_whenEveryAttemptFails() {
        for (int i = 0; i < 4; i++) {
            lives.add(List.of("FAILED"));
        }

        assertThatThrownBy(() -> run(query(Duration.ofMinutes(1)))).isInstanceOf(QueryFailedException.class);
        assertThat(ids).hasSize(4);
    }

    @Test
    void shouldStopWaitingAndFindTheResultLater_whenTheQueryOutlastsTheInvocation() throws IOException {
        lives.add(List.of("RUNNING", "RUNNING", "SUCCEEDED"));

        assertThatThrownBy(() -> run(query(Duration.ofMillis(10))))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("the next attempt finds its result");
        assertThat(run(query(Duration.ofMinutes(1)))).isEqualTo(CSV);

        assertThat(ids).as("one execution, paid for once").hasSize(1);
    }

    @Test
    void shouldFailAsWhatMayPass_whenThereAreTooManyQueries() throws IOException {
        throttled = 1;
        lives.add(List.of("SUCCEEDED"));

        Throwable failure = catchThrowable(() -> run(query(Duration.ofMinutes(1))));

        assertThat(TransientFailure.mayPass(failure)).isTrue();
        assertThat(run(query(Duration.ofMinutes(1)))).isEqualTo(CSV);
    }

    @Test
    void shouldFail_whenTheResultIsCutShort() {
        lives.add(List.of("SUCCEEDED"));
        cut = 5;

        assertThatThrownBy(() -> run(query(Duration.ofMinutes(1)))).isInstanceOf(IOException.class);
    }
}
