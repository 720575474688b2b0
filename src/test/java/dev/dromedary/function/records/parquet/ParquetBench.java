package dev.dromedary.function.records.parquet;

import dev.dromedary.function.records.BatchValidator;
import dev.dromedary.function.records.Header;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.RecordReader;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.RowWriter;
import dev.dromedary.function.records.TableSchema;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Orders of sixteen fields, read and judged, and then written as Parquet or not at all. Run by {@code bench/parquet.sh} and {@code bench/ndjson.sh}, which
 * takes the time of the process, each candidate in its own JVM:
 *
 * <pre>
 * ParquetBench generate FILE ROWS
 * ParquetBench read FILE
 * ParquetBench write FILE OUT [zstd|gzip|none]
 * ParquetBench csv FILE OUT
 * ParquetBench jackson FILE OUT, which reads NDJSON by jackson-core, writes CSV by FastCSV, and does nothing else
 * ParquetBench partition FILE FOLDER MEGABYTES
 * </pre>
 *
 * The file may be CSV or NDJSON.
 */
final class ParquetBench {

    private static final int BATCH = 1000;
    private static final String SCHEMA = """
            {"fields": [
              {"name": "id", "type": "string", "constraints": {"required": true, "maxLength": 36}},
              {"name": "customer", "type": "string", "constraints": {"required": true}},
              {"name": "email", "type": "string"},
              {"name": "status", "type": "string", "constraints": {"enum": ["new", "paid", "sent", "back", "lost"]}},
              {"name": "country", "type": "string"},
              {"name": "sku", "type": "string"},
              {"name": "quantity", "type": "integer", "constraints": {"minimum": 0}},
              {"name": "amount", "type": "number", "constraints": {"multipleOf": 0.01, "minimum": 0}},
              {"name": "weight", "type": "number"},
              {"name": "score", "type": "number"},
              {"name": "gift", "type": "boolean"},
              {"name": "day", "type": "date"},
              {"name": "created", "type": "datetime", "constraints": {"required": true}},
              {"name": "updated", "type": "datetime"},
              {"name": "comment", "type": "string"},
              {"name": "address", "type": "string"}
            ]}""";
    private static final String[] STATUS = {"new", "paid", "sent", "back", "lost"};
    private static final String[] COUNTRIES = {"DE", "FR", "IT", "ES", "NL", "PL", "AT", "CH", "SE", "DK"};

    private ParquetBench() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "generate" -> generate(file, Integer.parseInt(arguments[2]));
            case "read" -> read(file, (header, rows) -> 0);
            case "csv" -> csv(file, Path.of(arguments[2]));
            case "jackson" -> JacksonBench.csv(file, Path.of(arguments[2]));
            case "partition" -> {
                Partitions days = new Partitions(Path.of(arguments[2]), Long.parseLong(arguments[3]) << 20);
                read(file, days::write);
                days.finish();
            }
            default -> {
                String word = arguments.length > 3 ? arguments[3].toUpperCase(Locale.ROOT) : "ZSTD";
                try (OutputStream out =
                        new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[2])), 1 << 16)) {
                    ParquetRowWriter writer = writer(out, ParquetCompression.valueOf(word), new ParquetDictionaries());
                    read(file, (header, rows) -> {
                        writer.header(header);
                        return writer.write(rows);
                    });
                    writer.finish();
                }
            }
        }
    }

    private static void csv(Path file, Path target) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
            RowWriter writer = new RowWriter(out, ParquetFiles.schema(SCHEMA).dialect(), false);
            read(file, (header, rows) -> {
                writer.header(header);
                return writer.write(rows);
            });
            writer.finish();
        }
    }

    private static ParquetRowWriter writer(
            OutputStream out, ParquetCompression compression, ParquetDictionaries dictionaries) {
        return new ParquetRowWriter(
                out, ParquetFiles.schema(SCHEMA), Set.of(), compression, ParquetFiles.ROW_GROUP_BYTES, dictionaries);
    }

    private static void read(Path file, Taker taker) throws IOException {
        TableSchema schema = ParquetFiles.schema(SCHEMA);
        long rows = 0;
        long start = System.nanoTime();
        try (InputStream in = Files.newInputStream(file)) {
            RecordReader reader = RecordReader.of(in, schema, Limits.DEFAULT);
            BatchValidator validator = new BatchValidator(schema, reader.header());
            ParquetFit fit = new ParquetFit(schema);
            for (List<Row> batch = reader.nextBatch(BATCH, Integer.MAX_VALUE);
                    !batch.isEmpty();
                    batch = reader.nextBatch(BATCH, Integer.MAX_VALUE)) {
                validator.validate(batch);
                fit.judge(batch);
                rows += taker.take(reader.header(), batch);
            }
        }
        System.out.printf("%d rows written in %.1f s%n", rows, (System.nanoTime() - start) / 1e9);
    }

    private interface Taker {

        int take(Header header, List<Row> rows) throws IOException;
    }

    /** One output a day, which together hold so many bytes; then the one that was begun first ends, and another part begins. */
    private static final class Partitions {

        private final Path folder;
        private final long budget;
        private final Map<String, ParquetRowWriter> writers = new LinkedHashMap<>();
        private final Map<String, OutputStream> outs = new HashMap<>();
        private final ParquetDictionaries dictionaries = new ParquetDictionaries();
        private int parts;

        Partitions(Path folder, long budget) {
            this.folder = folder;
            this.budget = budget;
        }

        int write(Header header, List<Row> rows) throws IOException {
            Map<String, List<Row>> byDay = new TreeMap<>();
            rows.forEach(row -> byDay.computeIfAbsent(row.get("day"), day -> new ArrayList<>())
                    .add(row));
            int count = 0;
            for (Map.Entry<String, List<Row>> day : byDay.entrySet()) {
                ParquetRowWriter writer = writers.get(day.getKey());
                if (writer == null) {
                    OutputStream out = Files.newOutputStream(folder.resolve(day.getKey() + "-" + parts++ + ".parquet"));
                    outs.put(day.getKey(), out);
                    writer = writer(out, ParquetCompression.ZSTD, dictionaries);
                    writer.header(header);
                    writers.put(day.getKey(), writer);
                }
                count += writer.write(day.getValue());
            }
            if (held() > budget) {
                for (ParquetRowWriter writer : writers.values()) {
                    writer.shrink();
                }
            }
            while (held() > budget) {
                String oldest = writers.keySet().iterator().next();
                writers.remove(oldest).finish();
                outs.remove(oldest).close();
            }
            return count;
        }

        private long held() {
            return writers.values().stream()
                    .mapToLong(ParquetRowWriter::buffered)
                    .sum();
        }

        void finish() throws IOException {
            for (ParquetRowWriter writer : writers.values()) {
                writer.finish();
            }
            for (OutputStream out : outs.values()) {
                out.close();
            }
        }
    }

    private static void generate(Path file, int rows) throws IOException {
        Random random = new Random(1);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(
                    "id,customer,email,status,country,sku,quantity,amount,weight,score,gift,day,created,updated,comment,"
                            + "address\n");
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < rows; i++) {
                line.setLength(0);
                int customer = random.nextInt(500_000);
                int second = i % 86_400;
                String day = "2026-0" + (3 + random.nextInt(2)) + "-" + twoDigits(1 + random.nextInt(30));
                String time =
                        twoDigits(second / 3600) + ":" + twoDigits(second / 60 % 60) + ":" + twoDigits(second % 60);
                line.append(new UUID(random.nextLong(), random.nextLong()))
                        .append(",C")
                        .append(10_000_000 + customer);
                line.append(",customer.")
                        .append(customer)
                        .append("@example.com,")
                        .append(STATUS[random.nextInt(5)]);
                line.append(',')
                        .append(COUNTRIES[random.nextInt(10)])
                        .append(",SKU-")
                        .append(random.nextInt(5000));
                line.append(',')
                        .append(1 + random.nextInt(20))
                        .append(',')
                        .append(random.nextInt(1000))
                        .append('.');
                line.append(twoDigits(random.nextInt(100))).append(',').append(random.nextInt(100_000) / 1000.0);
                line.append(',')
                        .append(random.nextDouble())
                        .append(',')
                        .append(random.nextBoolean())
                        .append(',');
                line.append(day)
                        .append(',')
                        .append(day)
                        .append('T')
                        .append(time)
                        .append("Z,");
                line.append(day)
                        .append('T')
                        .append(time)
                        .append('.')
                        .append(100 + random.nextInt(900))
                        .append("Z,");
                words(line, random, 8);
                line.append(",\"").append(1 + random.nextInt(300)).append(' ');
                words(line, random, 2);
                line.append(", ").append(10_000 + random.nextInt(90_000)).append(" Town\"\n");
                out.append(line);
            }
        }
    }

    private static void words(StringBuilder line, Random random, int count) {
        for (int i = 0; i < count; i++) {
            line.append(i == 0 ? "" : " ").append("word").append(random.nextInt(3000));
        }
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
