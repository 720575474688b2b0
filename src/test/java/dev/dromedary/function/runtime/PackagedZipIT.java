package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cli.Dromedary;
import dev.dromedary.desk.repository.Home;
import dev.dromedary.desk.repository.NewRepository;
import dev.dromedary.function.runtime.stub.S3Objects;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code package} makes of a repository of one's own, unpacked, under AWS's own runtime interface client. */
class PackagedZipIT extends ZipFixture {

    private static final String BUCKET = "my-pipelines-orders";

    @TempDir
    static Path parent;

    private static Path target;

    @BeforeAll
    static void packageRepository() throws IOException {
        Path folder = parent.resolve("my-pipelines");
        NewRepository.make(folder, Home.require(), Home.version());
        target = folder.resolve("target");
        StringWriter out = new StringWriter();
        int code = Dromedary.execute(
                new PrintWriter(out),
                new PrintWriter(out),
                "package",
                "--routes",
                folder.resolve("routes").toString(),
                "--out",
                target.toString());
        assertThat(code).as(out.toString()).isZero();
        unpackInstead(target.resolve("dromedary-function.zip"));
    }

    private static List<String> entries(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    @Test
    void shouldSplitAFile_whenItsFunctionIsInvoked() throws Exception {
        try (FunctionProcess function = start("orders-ingest", Map.of())) {
            S3Objects.Stored input = aws.s3()
                    .put("/" + BUCKET + "/raw/day.csv", "order_id,quantity,price\norder-001,3,12.50\norder-002,0,1\n");
            String event = JsonDocument.write(Events.created("raw/day.csv", input.etag()))
                    .replace(Events.BUCKET, BUCKET);

            assertThat(reply("req-1", event)).as(function.output()).contains("\"outcome\":\"success\"");
            assertThat(aws.s3().get("/" + BUCKET + "/processed/day.csv").text())
                    .isEqualTo("order_id,quantity,price\norder-001,3,12.50\n");
            assertThat(aws.s3().get("/" + BUCKET + "/rejected/day_rejected.csv").text())
                    .contains("order-002,0,1,invalid_quantity");
        }
    }

    @Test
    void shouldHoldTheClassesOfTheBuild_whenItIsMade() throws IOException {
        FunctionProcess.unzip(Path.of(System.getProperty("dromedary.zip")), parent.resolve("built"));

        assertThat(task.resolve("lib/function.jar")).hasSize(Files.size(parent.resolve("built/lib/function.jar")));
        assertThat(entries(task.resolve("lib/function.jar")))
                .isEqualTo(entries(parent.resolve("built/lib/function.jar")));
    }

    @Test
    void shouldHoldTheRepositorysRoutesOnly_whenItIsMade() throws IOException {
        assertThat(entries(target.resolve("dromedary-function.zip")))
                .containsExactly(
                        "lib/function.jar",
                        "routes/orders/ingest.camel.yaml",
                        "routes/orders/order.schema.json",
                        "routes/orders/orders.properties",
                        "routes/shared/errors.camel.yaml");
        assertThat(target.resolve("plan.json")).content().contains("orders-ingest");
        assertThat(target.resolve("module/main.tf")).isRegularFile();
        assertThat(target.resolve("module/environments")).doesNotExist();
        assertThat(target.resolve("module/scripts/shift-versions")).isExecutable();
    }
}
