package dev.dromedary.function.trigger.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.ErrorsFile;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import dev.dromedary.function.runtime.stub.DynamoDbServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Processor;
import org.apache.camel.spi.IdempotentRepository;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A route in YAML that answers each request once, with the ledger that functions have. */
class HttpRouteTest {

    private static final String ROUTE = """
            - route:
                id: http-create
                from:
                  uri: "lambda-http:/files/{owner}/{path+}"
                  parameters:
                    method: POST
                    consumes: application/json, application/merge-patch+json
                  steps:
                    - idempotentConsumer:
                        idempotentRepository: "#ledger"
                        simple:
                          expression: ${exchangeProperty.idempotencyKey}
                        steps:
                          - process:
                              ref: "#work"
                          - setHeader:
                              name: CamelHttpResponseCode
                              constant: "201"
                          - setBody:
                              simple: ${header.path}
            """;

    private static DynamoDbServer dynamoDb;
    private static DynamoDbClient client;

    @TempDir
    Path routes;

    private RouteFunction function;
    private Processor work = exchange -> {};

    @BeforeAll
    static void startDynamoDb() throws Exception {
        dynamoDb = new DynamoDbServer();
        client = DynamoDbClient.builder()
                .endpointOverride(URI.create(dynamoDb.url()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    @AfterAll
    static void stopDynamoDb() throws Exception {
        client.close();
        dynamoDb.close();
    }

    @BeforeEach
    void startFunction() throws Exception {
        Files.createDirectories(routes.resolve("http"));
        ErrorsFile.copyTo(routes);
        Files.writeString(routes.resolve("http/create.camel.yaml"), ROUTE);
        function = RouteFunction.start(RouteFiles.of(routes, "http-create"), "http-create", context -> {
            context.getRegistry().bind("ledger", IdempotentRepository.class, () -> Services.ledger(context, client));
            context.getRegistry().bind("work", (Processor) exchange -> work.process(exchange));
        });
    }

    @AfterEach
    void stopFunction() {
        function.close();
    }

    private Map<String, Object> invoke(String id, String key) {
        Map<String, Object> event = HttpEvents.request("POST", "/files/me/a/b");
        Fields.object(event, "requestContext").put("requestId", id);
        if (key != null) {
            HttpEvents.header(event, "idempotency-key", key);
        }
        return function.invoke(new LinkedHashMap<>(event), Invocation.starting("lambda", Duration.ofSeconds(25)));
    }

    @Test
    void shouldWorkOnce_whenTheKeyComesAgain() {
        List<Object> worked = new ArrayList<>();
        work = exchange -> worked.add(exchange.getProperty("correlationId"));

        assertThat(invoke("once-1", "once")).containsEntry("statusCode", 201).containsEntry("body", "a/b");
        assertThat(invoke("once-2", "once"))
                .containsEntry("statusCode", 200)
                .containsEntry("body", "{\"status\":\"done already\"}");
        assertThat(invoke("once-3", "other")).containsEntry("statusCode", 201);
        assertThat(invoke("once-4", null)).containsEntry("statusCode", 201);
        assertThat(worked).containsExactly("once-1", "once-3", "once-4");
        assertThat(dynamoDb.items())
                .anySatisfy(item -> assertThat(item.get("id").s()).matches("http-create#key#[0-9a-f]{64}"));
    }

    @Test
    void shouldSayThatItIsAtWork_whenTheKeyComesMeanwhile() {
        List<Map<String, Object>> meanwhile = new ArrayList<>();
        work = exchange -> meanwhile.add(invoke("busy-2", "busy"));

        assertThat(invoke("busy-1", "busy")).containsEntry("statusCode", 201);
        assertThat(meanwhile).singleElement().satisfies(response -> {
            assertThat(response).containsEntry("statusCode", 409);
            assertThat(JsonDocument.parse(Fields.text(response, "body")))
                    .containsEntry("title", "Conflict")
                    .containsEntry("instance", "busy-2");
        });
    }

    @Test
    void shouldWorkAgain_whenTheFirstAttemptFailed() {
        work = exchange -> {
            throw new IllegalStateException("broken");
        };
        Map<String, Object> first = invoke("again-1", "again");
        work = exchange -> {};

        assertThat(first).containsEntry("statusCode", 500);
        assertThat(invoke("again-2", "again")).containsEntry("statusCode", 201);
    }

    @Test
    void shouldReadTheOptions_whenTheyStandInYaml() {
        assertThat(((LambdaHttpEndpoint) function.endpoint()).route().text()).isEqualTo("POST /files/{owner}/{path+}");
        assertThat(HttpOptions.contentTypes((LambdaHttpEndpoint) function.endpoint()))
                .containsExactly("application/json", "application/merge-patch+json");
    }

    @Test
    void shouldAnswerItsOwnSample_whenItIsPrimed() {
        Map<String, Object> sample = function.endpoint().sample();

        assertThat(function.invoke(sample, Invocation.starting("priming", Duration.ofSeconds(25))))
                .containsEntry("statusCode", 201);
    }
}
