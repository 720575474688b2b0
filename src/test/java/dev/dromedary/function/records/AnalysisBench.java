package dev.dromedary.function.records;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Measures the analysis of rows that were read before, by the rules of the health pipeline. Run by hand with {@code
 * -XX:+UseSerialGC}:
 *
 * <pre>
 * AnalysisBench [ROWS [SHARE OF ANOMALIES [REPETITIONS]]]
 * </pre>
 */
final class AnalysisBench {

    private static final int BATCH = 1000;

    private AnalysisBench() {}

    public static void main(String[] arguments) throws IOException {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        double share = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 0.4;
        int repetitions = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 9;
        byte[] file = file(rows, share);
        double[] reading = new double[repetitions];
        double[] both = new double[repetitions];
        long anomalous = 0;
        for (int i = 0; i < repetitions; i++) {
            long start = System.nanoTime();
            pass(file, null);
            long between = System.nanoTime();
            Analysis analysis = new Analysis(rules());
            pass(file, analysis);
            analysis.results();
            long end = System.nanoTime();
            reading[i] = between - start;
            both[i] = end - between;
            anomalous = analysis.anomalous();
        }
        double alone = median(both) - median(reading);
        System.out.printf(
                "%d rows, %d anomalous: reading %.0f, reading and analysis %.0f (first %.0f), analysis alone %.0f thousand"
                        + " rows/s%n",
                rows,
                anomalous,
                rows * 1e6 / median(reading),
                rows * 1e6 / median(both),
                rows * 1e6 / both[0],
                rows * 1e6 / alone);
    }

    private static double median(double[] nanos) {
        double[] warm = Arrays.copyOfRange(nanos, nanos.length / 3, nanos.length);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }

    @SuppressWarnings("unchecked")
    private static AnalysisRules rules() throws IOException {
        Map<String, ?> document =
                new ObjectMapper().readValue(Files.readString(Path.of("routes/health/analysis.json")), Map.class);
        return AnalysisRules.of("health/analysis.json", document, HealthSchema.read());
    }

    private static void pass(byte[] file, Analysis analysis) {
        RowReader reader = new RowReader(new ByteArrayInputStream(file), Dialect.DEFAULT, Limits.DEFAULT);
        reader.header();
        List<Row> batch = reader.nextBatch(BATCH, Integer.MAX_VALUE);
        while (!batch.isEmpty()) {
            if (analysis != null) {
                analysis.add(batch);
            }
            batch = reader.nextBatch(BATCH, Integer.MAX_VALUE);
        }
    }

    private static byte[] file(int rows, double share) {
        Random random = new Random(1);
        StringBuilder text =
                new StringBuilder("event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n");
        for (int i = 0; i < rows; i++) {
            boolean odd = random.nextDouble() < share;
            text.append("2026-01-05T08:00:00Z,user-")
                    .append(random.nextInt(1000))
                    .append(',')
                    .append(odd && i % 2 == 0 ? 161 + random.nextInt(20) : 60 + random.nextInt(100))
                    .append(',')
                    .append(odd && i % 2 == 1 ? 90 + random.nextInt(2) : 92 + random.nextInt(8))
                    .append(',')
                    .append(random.nextInt(50_000))
                    .append(",3")
                    .append(5 + random.nextInt(3))
                    .append('.')
                    .append(random.nextInt(10))
                    .append(',')
                    .append(100 + random.nextInt(41))
                    .append(',')
                    .append(60 + random.nextInt(31))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
