package dev.dromedary.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Measures the whole route health-ingest on the embedded cloud, from the event to the ledger, against FastCSV reading and
 * writing the same file and doing nothing else. Run by {@code bench/route.sh}, each candidate alone in its JVM:
 *
 * <pre>
 * RouteBench route|fastcsv FILE REPETITIONS
 * </pre>
 */
final class RouteBench {

    private RouteBench() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[1]);
        Path work = Files.createTempDirectory("dromedary-bench");
        List<Double> rates = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            Path folder = Files.createDirectories(work.resolve(Integer.toString(i)));
            rates.add(arguments[0].equals("route") ? route(file, folder) : fastCsv(file, folder));
        }
        double[] warm = rates.stream()
                .skip(rates.size() / 3)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s first %.0f warm %.0f%n",
                arguments[0],
                rates.get(0) / 1000,
                warm[warm.length / 2] / 1000);
        Runtime.getRuntime().exit(0);
    }

    /** Rows a second of one invocation, in a cloud and a ledger of its own: the same content again would be no work. */
    private static double route(Path file, Path folder) throws Exception {
        try (EmbeddedCloud cloud = new EmbeddedCloud(folder, "us-east-1", 1, (rule, event, cause) -> {})) {
            cloud.s3().createBucket(request -> request.bucket("dromedary-health"));
            cloud.tables().table("dromedary-ledger", "id", null, "expires");
            cloud.s3()
                    .putObject(
                            request -> request.bucket("dromedary-health").key("raw/bench.csv"),
                            RequestBody.fromFile(file));
            String etag = cloud.s3()
                    .headObject(request -> request.bucket("dromedary-health").key("raw/bench.csv"))
                    .eTag()
                    .replace("\"", "");
            try (RouteFunction function = RouteFunction.start(
                    RouteFiles.of(Path.of("routes"), "health-ingest"), "health-ingest", new EmbeddedServices(cloud))) {
                cloud.eventBridge().bus(function.context().resolvePropertyPlaceholders("{{health.bus}}"));
                Map<String, Object> event = event(etag, Files.size(file));
                long start = System.nanoTime();
                Map<String, Object> reply =
                        function.invoke(event, Invocation.starting("bench", Duration.ofMinutes(10)));
                double seconds = (System.nanoTime() - start) / 1e9;
                if (!reply.toString().contains("outcome=success")) {
                    throw new IllegalStateException(reply.toString());
                }
                try (var lines = Files.lines(file)) {
                    return (lines.count() - 1) / seconds;
                }
            }
        }
    }

    private static Map<String, Object> event(String etag, long size) {
        return Map.of(
                "source", "aws.s3",
                "detail-type", "Object Created",
                "detail",
                        Map.of(
                                "bucket", Map.of("name", "dromedary-health"),
                                "object",
                                        Map.of("key", "raw/bench.csv", "etag", etag, "size", size, "sequencer", "01")));
    }

    private static double fastCsv(Path file, Path folder) throws IOException {
        long rows = 0;
        long start = System.nanoTime();
        try (InputStream in = Files.newInputStream(file);
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(in, StandardCharsets.UTF_8);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("copy.csv")));
                CsvWriter writer = CsvWriter.builder().build(out, StandardCharsets.UTF_8)) {
            for (CsvRecord record : reader) {
                writer.writeRecord(record.getFields());
                rows++;
            }
        }
        return (rows - 1) / ((System.nanoTime() - start) / 1e9);
    }
}
