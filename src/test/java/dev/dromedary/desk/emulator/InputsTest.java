package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.ErrorsFile;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {

    private static final URI SQS = URI.create("http://localhost:4566");

    private static Map<String, Object> shipped(String... pipelines) {
        return Plan.of(new RoutesFolder(Path.of("routes")), List.of(pipelines)).document();
    }

    @Test
    void shouldBeAQueueInTheFunctionsPlace_whenARuleStartsIt() {
        Inputs inputs = Inputs.of(shipped("health"), Names.of(Map.of()), SQS);

        assertThat(inputs.ofPipeline("health"))
                .extracting(Input::function)
                .containsExactly("health-alert", "health-analyze", "health-digest", "health-ingest", "health-notify");
        assertThat(inputs.of("health-ingest")).hasValueSatisfying(input -> {
            assertThat(input.queueUrl()).contains("http://localhost:4566/000000000000/health-ingest-local-input");
            assertThat(input.messages()).isFalse();
            assertThat(input.environment())
                    .containsEntry("HEALTH_BUCKET", "dromedary-health-local-000000000000-us-east-1")
                    .containsEntry("DROMEDARY_LEDGER_TABLE", "dromedary-ledger-local");
        });
        // A time starts it.
        assertThat(inputs.of("health-digest"))
                .hasValueSatisfying(input -> assertThat(input.queueUrl()).isEmpty());
    }

    @Test
    void shouldFillInEverything_whateverThePlanLeavesOpen() {
        Names names = new Names("", "dev", "123456789012", "eu-west-1");

        assertThat(Inputs.of(shipped("health", "customers", "catalog"), names, SQS)
                        .all())
                .allSatisfy(input -> assertThat(input.toString())
                        .doesNotContain("${environment}", "${account}", "${region}", "${partition}"));
        assertThat(Inputs.of(shipped("health"), names, SQS)
                        .of("health-alert")
                        .orElseThrow()
                        .environment())
                .containsEntry(
                        "HEALTH_ALERTS_TOPIC_ARN", "arn:aws:sns:eu-west-1:123456789012:dromedary-health-alerts-dev");
    }

    @Test
    void shouldPointQueuesToTheEmulator_whenAVariableHoldsAUrl() {
        Names names = new Names("", "dev", "123456789012", "eu-west-1");
        Input input = Inputs.of(shipped("customers"), names, URI.create("http://localhost:4566/"))
                .of("customers-collect")
                .orElseThrow();

        assertThat(input.environment())
                .containsEntry(
                        "CUSTOMERS_MESSAGES_QUEUE_URL",
                        "http://localhost:4566/123456789012/dromedary-customers-messages-dev.fifo");
    }

    @Test
    void shouldBeItsOwnQueue_whenAFunctionReadsOne(@TempDir Path folder) throws Exception {
        Path shop = Files.createDirectories(folder.resolve("shop"));
        ErrorsFile.copyTo(folder);
        Files.writeString(shop.resolve("shop.properties"), "shop.parcels=shop-parcels.fifo\nshop.bucket=shop\n");
        Files.writeString(shop.resolve("ship.camel.yaml"), """
                - route:
                    id: shop-ship
                    from: { uri: lambda-sqs, parameters: { queueNameOrArn: "{{shop.parcels}}" }, steps: [ { log: x } ] }
                """);
        Files.writeString(shop.resolve("fetch.camel.yaml"), """
                - route:
                    id: shop-fetch
                    from: { uri: lambda-s3, parameters: { bucketNameOrArn: "{{shop.bucket}}", via: queue }, steps: [ { log: x } ] }
                """);

        Inputs inputs = Inputs.of(Plan.of(new RoutesFolder(folder)).document(), Names.of(Map.of()), SQS);

        assertThat(inputs.of("shop-ship")).hasValueSatisfying(input -> {
            assertThat(input.queue()).contains("shop-parcels-local.fifo");
            assertThat(input.messages()).isTrue();
        });
        assertThat(inputs.of("shop-fetch")).hasValueSatisfying(input -> {
            assertThat(input.queue()).contains("shop-fetch-objects-local");
            assertThat(input.messages()).isTrue();
        });
    }
}
