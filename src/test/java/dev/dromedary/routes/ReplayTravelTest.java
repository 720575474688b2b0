package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.ErrorsFile;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's route that knows nothing of replays. */
class ReplayTravelTest {

    private static final String ROUTE = """
            - route:
                id: orders-pass
                from:
                  uri: lambda-eventbridge:default
                  parameters:
                    source: orders
                  steps:
                    - setHeader:
                        name: CamelAwsEventbridgeSource
                        constant:
                          expression: orders.pass
                    - setHeader:
                        name: CamelAwsEventbridgeDetailType
                        constant:
                          expression: Passed
                    - setHeader:
                        name: CamelAwsEventbridgeResourcesArn
                        constant:
                          expression: arn:aws:s3:::orders
                    - setBody:
                        constant:
                          expression: '{"price": 12.50}'
                    - toD:
                        uri: aws2-eventbridge:default?operation=putEvent
                    - setBody:
                        constant:
                          expression: sold
                    - to:
                        uri: aws2-sns:arn:aws:sns:us-east-1:000000000000:orders
            """;

    @TempDir
    Path folder;

    private EmbeddedCloud cloud;
    private RouteFunction function;

    @BeforeEach
    void start() throws Exception {
        Path orders = Files.createDirectories(folder.resolve("routes/orders"));
        ErrorsFile.copyTo(folder.resolve("routes"));
        Files.writeString(orders.resolve("pass.camel.yaml"), ROUTE);
        cloud = new EmbeddedCloud(folder.resolve("cloud"), "us-east-1", 1, (rule, event, cause) -> {});
        cloud.sns().topic("orders");
        function = RouteFunction.start(
                RouteFiles.of(folder.resolve("routes"), "orders-pass"), "orders-pass", new EmbeddedServices(cloud));
    }

    @AfterEach
    void stop() {
        function.close();
        cloud.close();
    }

    @Test
    void shouldPutThePlainEventAndTell_whenItIsNoReplay() throws Exception {
        assertThat(invoke(null)).isEqualTo("done");

        assertThat(detail()).isEqualTo("{\"price\":12.50}");
        assertThat(cloud.sns().published()).hasSize(1);
    }

    @Test
    void shouldNameTheReplayAndTellNobody_whenItIsSilent() throws Exception {
        assertThat(invoke(Map.of("id", "january", "notify", false))).isEqualTo("not told");

        assertThat(detail()).isEqualTo("{\"price\":12.50,\"replay\":{\"id\":\"january\",\"notify\":false}}");
        assertThat(cloud.sns().published()).isEmpty();
    }

    @Test
    void shouldNameTheReplayAndTell_whenItIsToBeTold() throws Exception {
        assertThat(invoke(Map.of("id", "january", "notify", true))).isEqualTo("done");

        assertThat(detail()).contains("\"replay\":{\"id\":\"january\",\"notify\":true}");
        assertThat(cloud.sns().published()).hasSize(1);
    }

    @Test
    void shouldTakeItForData_whenAFieldOfThatNameIsNoReplay() throws Exception {
        assertThat(invoke("of last week")).isEqualTo("done");

        assertThat(detail()).isEqualTo("{\"price\":12.50}");
    }

    private Object invoke(Object replay) {
        Map<String, Object> detail = new LinkedHashMap<>();
        if (replay != null) {
            detail.put("replay", replay);
        }
        Map<String, Object> reply = function.invoke(
                Map.of("id", "1", "source", "orders", "detail-type", "Placed", "detail", detail),
                Invocation.starting("request", Duration.ofMinutes(1)));
        return ((Map<?, ?>) ((List<?>) reply.get("outcomes")).get(0)).get("outcome");
    }

    private String detail() throws Exception {
        List<String> events = Files.readAllLines(folder.resolve("cloud/events.ndjson"));
        Map<?, ?> detail = (Map<?, ?>) JsonDocument.parse(events.get(0)).get("detail");
        Map<String, Object> fields = new LinkedHashMap<>();
        detail.forEach((name, value) -> fields.put(name.toString(), value));
        return JsonDocument.write(fields);
    }
}
