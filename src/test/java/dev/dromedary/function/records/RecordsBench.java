package dev.dromedary.function.records;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Measures reading, judging, hashing and writing against FastCSV's mere reading and writing. Run by hand, each candidate
 * in its own JVM with {@code -Xmx256m -XX:+UseSerialGC}:
 *
 * <pre>
 * RecordsBench generate FILE ROWS
 * RecordsBench ours|fastcsv FILE REPETITIONS [cpu]
 * </pre>
 *
 * {@code cpu} counts the thread's processor time, for machines that do other work too.
 */
final class RecordsBench {

    private static final int BATCH = 1000;

    private RecordsBench() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        int number = Integer.parseInt(arguments[2]);
        if (arguments[0].equals("generate")) {
            generate(file, number);
            return;
        }
        boolean onCpu = arguments.length > 3;
        double[] rates = new double[number];
        for (int i = 0; i < number; i++) {
            long start = now(onCpu);
            long rows = arguments[0].equals("ours") ? ours(file) : fastCsv(file);
            rates[i] = rows * 1e6 / (now(onCpu) - start);
        }
        double first = rates[0];
        double[] warm = Arrays.copyOfRange(rates, number / 3, number);
        Arrays.sort(warm);
        System.out.printf(
                "%s: first %.0f, warm median %.0f, best %.0f thousand rows/s%n",
                arguments[0], first, warm[warm.length / 2], warm[warm.length - 1]);
    }

    private static long now(boolean onCpu) {
        return onCpu ? ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() : System.nanoTime();
    }

    private static void generate(Path file, int rows) throws IOException {
        long start = System.nanoTime();
        try (OutputStream out = Files.newOutputStream(file)) {
            new SampleGenerator(HealthSchema.read(), 1).write(out, rows, 0.15);
        }
        System.out.printf("generated %d rows in %.1f s%n", rows, (System.nanoTime() - start) / 1e9);
    }

    private static long ours(Path file) throws IOException {
        TableSchema schema = HealthSchema.read();
        long rows = 0;
        try (CountedInput in = new CountedInput(Files.newInputStream(file), Files.size(file));
                OutputStream validOut = Files.newOutputStream(sibling(file, "valid"));
                OutputStream rejectedOut = Files.newOutputStream(sibling(file, "rejected"))) {
            RowReader reader = new RowReader(
                    ExpandedInput.open(in, Optional.empty(), ExpansionLimits.DEFAULT),
                    schema.dialect(),
                    Limits.DEFAULT);
            BatchValidator validator = new BatchValidator(schema, reader.header());
            RowWriter valid = new RowWriter(validOut, schema.dialect(), false);
            RowWriter rejected = new RowWriter(rejectedOut, schema.dialect(), true);
            valid.header(reader.header());
            rejected.header(reader.header());
            List<Row> batch = reader.nextBatch(BATCH, Integer.MAX_VALUE);
            while (!batch.isEmpty()) {
                validator.validate(batch);
                rows += valid.write(batch) + rejected.write(batch);
                batch = reader.nextBatch(BATCH, Integer.MAX_VALUE);
            }
            valid.finish();
            rejected.finish();
            if (in.sha256().length() != 64 || reader.defect().isPresent()) {
                throw new IllegalStateException("not read to the end");
            }
        }
        return rows;
    }

    private static long fastCsv(Path file) throws IOException {
        long rows = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                        .allowExtraFields(true)
                        .allowMissingFields(true)
                        .ofCsvRecord(file);
                CsvWriter writer = CsvWriter.builder().build(sibling(file, "copy"))) {
            for (CsvRecord record : reader) {
                writer.writeRecord(record.getFields());
                rows++;
            }
        }
        return rows - 1;
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + "." + suffix);
    }
}
