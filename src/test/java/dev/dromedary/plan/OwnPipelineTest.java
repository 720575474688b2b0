package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import dev.dromedary.plan.check.RoutesCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline that docs/add-a-route.md tells how to add, beside the shipped ones: it works, and tests of those do not see it. */
class OwnPipelineTest {

    @TempDir
    Path folder;

    /** As docs/add-a-route.md says, step by step. */
    @BeforeEach
    void addOrders() throws IOException {
        Shipped.copyTo(folder);
        String steps = Files.readString(Path.of("docs/add-a-route.md"));
        Files.createDirectories(folder.resolve("orders"));
        Files.writeString(folder.resolve("orders/orders.properties"), block(steps, "   ```\n(   orders\\..*?)   ```"));
        Files.writeString(folder.resolve("orders/order.schema.json"), block(steps, "   ```json\n(.*?)   ```"));
        Files.writeString(
                folder.resolve("orders/ingest.camel.yaml"),
                Files.readString(folder.resolve("health/ingest.camel.yaml"))
                        .replace("health-ingest", "orders-ingest")
                        .replace("{{health.", "{{orders.")
                        .replace("health/reading.schema.json", "orders/order.schema.json")
                        .replace("health.data.ingestor", "orders.data.ingestor"));
    }

    private static String block(String text, String pattern) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1).replaceAll("(?m)^ {3}", ""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldFindNothing_whenAllAreChecked() throws IOException {
        assertThat(new RoutesCheck().check(new RoutesFolder(folder))).isEmpty();
    }

    @Test
    void shouldPlanItBesideTheOthers_whenAllArePlanned() {
        assertThat(Plan.of(new RoutesFolder(folder)).functions()).containsKeys("orders-ingest", "health-ingest");
    }

    @Test
    void shouldBeTheReviewedPlanAndDrawing_whenShippedPipelinesArePlanned() throws IOException {
        Plan shipped = Plan.of(new RoutesFolder(folder), Shipped.PIPELINES);

        assertThat(shipped.json()).isEqualTo(Files.readString(ShippedPlanTest.GOLDEN));
        assertThat(Files.readString(Path.of("docs/plan.md"))).contains(Drawing.of(shipped));
    }

    @Test
    void shouldBeNoFileOfTheShippedOnes_whenItIsThere() throws IOException {
        assertThat(Shipped.files(folder)).isNotEmpty().noneMatch(file -> file.startsWith(folder.resolve("orders")));
    }
}
