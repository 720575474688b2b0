package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.endpoints.Endpoint;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.endpoints.DynamoDbEndpointProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The client that functions have, over HTTP. */
class ReplyChecksumTest {

    private static final String GOOD = "{\"Item\":{\"id\":{\"S\":\"good\"}}}";

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;
    private DefaultCamelContext context;
    private String damaged;
    private int times = 1;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] body = (calls.getAndIncrement() < times ? damaged : GOOD).getBytes(StandardCharsets.UTF_8);
            CRC32 crc = new CRC32();
            crc.update(GOOD.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("x-amz-crc32", Long.toString(crc.getValue()));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        context = new DefaultCamelContext();
        AwsServices.opened(Map.of("AWS_REGION", "us-east-1")).bind(context);
    }

    @AfterEach
    void stop() {
        context.stop();
        server.stop(0);
    }

    private Map<String, AttributeValue> item() {
        DynamoDbEndpointProvider here = parameters -> CompletableFuture.completedFuture(Endpoint.builder()
                .url(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .build());
        return context.getRegistry()
                .lookupByNameAndType("dynamoDb", DynamoDbClient.class)
                .getItem(get -> get.tableName("t")
                        .key(Map.of("id", AttributeValue.fromS("x")))
                        .overrideConfiguration(AwsRequestOverrideConfiguration.builder()
                                .endpointProvider(here)
                                .credentialsProvider(
                                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                                .build()))
                .item();
    }

    /** Another value, an answer without fields, none at all, and what is no JSON. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Item\":{\"id\":{\"S\":\"goox\"}}}",
                "{}",
                "",
                "{\"Item\":{\"id\":{\"S\":\"go",
                "<html></html>"
            })
    void shouldAskAgain_whenTheReplyWasDamaged(String reply) {
        damaged = reply;

        assertThat(item()).containsEntry("id", AttributeValue.fromS("good"));

        assertThat(calls).hasValue(2);
    }

    @Test
    void shouldFail_whenEveryReplyIsDamaged() {
        damaged = "{}";
        times = Integer.MAX_VALUE;

        assertThatThrownBy(this::item)
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("was damaged on its way");
    }
}
