package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.ErrorsFile;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.desk.cloud.NamedResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Endpoints start without asking a service, and do what they do, also where the route says nothing of it. */
class ComponentDefaultsTest {

    @TempDir
    Path folder;

    private Path routes;

    @BeforeEach
    void write() throws IOException {
        routes = Files.createDirectories(folder.resolve("routes/orders")).getParent();
        ErrorsFile.copyTo(routes);
        write("hello.ftlh", "Hello ${body.name}");
        write("orders.properties", "orders.out=outgoing\norders.table=items\norders.table.key=id\n");
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(routes.resolve("orders").resolve(file), text);
    }

    private void route(String... steps) throws IOException {
        write("take.camel.yaml", """
                - route:
                    id: orders-take
                    from:
                      uri: lambda-eventbridge:default?source=shop
                      steps:
                """ + String.join("\n", steps).indent(8));
    }

    private RouteFunction start(Services services) throws Exception {
        return RouteFunction.start(RouteFiles.of(routes, "orders-take"), "orders-take", services);
    }

    /** Takes messages; whatever else it is asked is an error, and the start would fail. */
    private static final class Queues implements SqsClient {

        private final List<String> urls = new ArrayList<>();

        @Override
        public SendMessageResponse sendMessage(SendMessageRequest request) {
            urls.add(request.queueUrl());
            return SendMessageResponse.builder().messageId("m").build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private List<String> urls() throws Exception {
        Queues queues = new Queues();
        try (RouteFunction function = start(context -> context.getRegistry().bind("sqs", SqsClient.class, queues))) {
            function.invoke(
                    JsonDocument.parse("{\"id\": \"1\", \"source\": \"shop\", \"detail-type\": \"x\", \"detail\": {}}"),
                    Invocation.starting("r", Duration.ofSeconds(60)));
        }
        return queues.urls;
    }

    @Test
    void shouldMakeTheUrlOfRegionAccountAndName_whenAQueueHasNone() throws Exception {
        route("- to: aws2-sqs:{{orders.out}}");
        write(
                "orders.properties",
                "orders.out=outgoing-prod\ndromedary.account=123456789012\ndromedary.region=eu-central-1\n");

        assertThat(urls()).containsExactly("https://sqs.eu-central-1.amazonaws.com/123456789012/outgoing-prod");
    }

    @Test
    void shouldKeepTheUrl_whenTheRouteSaysIt() throws Exception {
        route("- to: aws2-sqs:{{orders.out}}?queueUrl=https://localhost/1/other");

        assertThat(urls()).containsExactly("https://localhost/1/other");
    }

    @Test
    void shouldNotDescribeTheTable_whenTheRouteSaysNothingOfIt() throws Exception {
        route("- to: aws2-ddb:{{orders.table}}?operation=GetItem");

        // A described table would be none, and the start would fail.
        try (RouteFunction function = start(AwsServices.closed())) {
            assertThat(function.context().getStatus().isStarted()).isTrue();
        }
    }

    /** The function is one folder, and what it is called on a desk and on Lambda differs. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: json-validator:orders/order.schema.json",
                "- setBody:\n    simple: \"resource:orders/order.schema.json\"",
            })
    void shouldFindTheFile_whenTheRouteNamesItInTheRoutesFolder(String step) throws Exception {
        write("order.schema.json", "{\"type\": \"object\", \"required\": [\"id\"]}");
        route("- setBody: { simple: \"${body[given]}\" }", step, "- to: aws2-sqs:{{orders.out}}");

        Queues queues = new Queues();
        try (RouteFunction function = start(context -> context.getRegistry().bind("sqs", SqsClient.class, queues))) {
            function.invoke(JsonDocument.parse("""
                            {"id": "1", "source": "shop", "detail-type": "x", "detail": {"given": "{\\"id\\": 7}"}}"""), Invocation.starting("r", Duration.ofSeconds(60)));
        }
        assertThat(queues.urls).hasSize(1);
    }

    @Test
    void shouldFillTheTemplateAndSendIt_whenTheRouteSaysNothingMore() throws Exception {
        route("- to: freemarker:orders/hello.ftlh", "- to: aws2-sqs:{{orders.out}}");

        try (EmbeddedCloud cloud =
                        new EmbeddedCloud(folder.resolve("cloud"), "us-east-1", 1, (rule, event, cause) -> {});
                RouteFunction function = start(new EmbeddedServices(cloud))) {
            NamedResources.of(function.context()).queues().forEach(cloud.sqs()::queue);
            function.invoke(JsonDocument.parse("""
                            {"id": "1", "source": "shop", "detail-type": "x", "detail": {"name": "<Ada>"}}"""), Invocation.starting("r", Duration.ofSeconds(60)));

            // Escaped, as templates of the routes folder are.
            assertThat(cloud.sqs()
                            .receiveMessage(receive -> receive.queueUrl(cloud.sqs()
                                    .getQueueUrl(get -> get.queueName("outgoing"))
                                    .queueUrl()))
                            .messages())
                    .singleElement()
                    .extracting(message -> message.body())
                    .isEqualTo("Hello &lt;Ada&gt;");
        }
    }
}
