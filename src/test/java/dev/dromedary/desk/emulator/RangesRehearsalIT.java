package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The example of large files and the general pipeline in MiniStack, with ranges as small as a few records: deployed functions read each. */
@Tag("emulator")
class RangesRehearsalIT extends RehearsalFixture {

    private static final String BULK = "bulk-ranges-000000000000-us-east-1";
    private static final String PIPELINES = "dromedary-pipelines-ranges-000000000000-us-east-1";
    private static final String ENVIRONMENT = "ranges";

    private static Path routes;

    @BeforeAll
    static void deploy() throws Exception {
        routes = folder.resolve("routes");
        Shipped.copyTo(routes);
        copy(Path.of("examples/bulk"), routes.resolve("bulk"));
        Files.writeString(routes.resolve("bulk/bulk.ranges.properties"), "bulk.smallest=1\nbulk.range-bytes=200\n");
        Files.writeString(
                routes.resolve("pipelines/pipelines.ranges.properties"),
                "pipelines.ranges-from=1\npipelines.range-bytes=200\n");
        Path built = Path.of(System.getProperty("dromedary.zip"));
        Path zip = withRoutes(built, "function.zip");
        withRoutes(Path.of(built.toString().replaceFirst("\\.zip$", "-parquet.zip")), "function-parquet.zip");
        for (String pipeline : List.of("bulk", "pipelines")) {
            assertThat(own("deploy", "--emulator", pipeline, "--zip", zip.toString()))
                    .endsWith("exit 0");
        }
    }

    @AfterAll
    static void destroy() throws Exception {
        assertThat(dromedary("destroy", "--emulator", "--environment", ENVIRONMENT))
                .endsWith("exit 0");
    }

    private static Path withRoutes(Path built, String name) throws IOException {
        Path zip = Files.copy(built, folder.resolve(name));
        try (FileSystem content = FileSystems.newFileSystem(zip)) {
            copy(routes, content.getPath("routes"));
        }
        return zip;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.toAbsolutePath().getParent());
                Files.write(target, Files.readAllBytes(file));
            }
        }
    }

    private static String own(String... arguments) throws Exception {
        return dromedary(Stream.concat(
                        Stream.of(arguments), Stream.of("--environment", ENVIRONMENT, "--routes", routes.toString()))
                .toArray(String[]::new));
    }

    private static void put(String bucket, String key, String text) {
        s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    private static List<String> keys(String bucket, String prefix) {
        return s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static byte[] bytes(String bucket, String key) {
        return s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
    }

    private static Part document(String bucket, String key) {
        return new Part(JsonDocument.parse(new String(bytes(bucket, key), StandardCharsets.UTF_8)));
    }

    /** The manifest without a number in its name: that of all ranges. */
    private static Part merged(String bucket) throws Exception {
        List<String> found = awaited(
                () -> keys(bucket, "manifests/").stream()
                        .filter(key -> !key.contains("_"))
                        .toList(),
                all -> !all.isEmpty());
        return document(bucket, found.get(0));
    }

    private static String gunzipped(byte[] packed) {
        try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldHaveEachRecordInOneRange_whenTheExampleIsDeployed() throws Exception {
        String file = IntStream.range(0, 12)
                .mapToObj(i -> "{\"sensor\":\"s-" + i + "\",\"measured_at\":\"2026-01-05T08:00:00Z\",\"temperature\":"
                        + (i == 5 ? 99 : 20) + "}\n")
                .collect(Collectors.joining());
        put(BULK, "incoming/a.ndjson", file);

        Part manifest = merged(BULK);

        assertThat(manifest.part("counts").fields().toString()).isEqualTo("{input=12, valid=11, rejected=1}");
        assertThat(manifest.list("ranges")).hasSizeGreaterThan(3);
        assertThat(manifest.list("ranges").stream()
                        .map(range -> new String(bytes(BULK, range.text("processed_key")), StandardCharsets.UTF_8))
                        .collect(Collectors.joining()))
                .isEqualTo(file.replaceFirst(".*:99}\n", ""));
    }

    @Test
    void shouldStoreEachRecordOnce_whenTheGeneralPipelineReadsByRanges() throws Exception {
        put(
                PIPELINES,
                "incoming/readings.csv",
                IntStream.range(0, 20)
                        .mapToObj(i -> "s-" + i + ",2026-01-05T0" + i % 3 + ":00:00Z," + (i == 5 ? 99 : 20) + ",48\n")
                        .collect(Collectors.joining("", "sensor_id,measured_at,temperature,humidity\n", "")));

        Part manifest = merged(PIPELINES);

        assertThat(manifest.part("counts").fields().toString()).contains("input=19, valid=19");
        assertThat(manifest.list("objects")).hasSizeGreaterThan(2);
        assertThat(keys(PIPELINES, "stored/json/").stream()
                        .flatMap(key -> gunzipped(bytes(PIPELINES, key)).lines())
                        .map(line -> line.replaceFirst(".*\"sensor_id\":\"([^\"]+)\".*", "$1")))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 20)
                        .filter(i -> i != 5)
                        .mapToObj(i -> "s-" + i)
                        .toList());
        assertThat(keys(PIPELINES, "archive/readings/")).hasSize(1);
    }
}
