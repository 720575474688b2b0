package dev.dromedary.bench;

import dev.dromedary.function.records.BatchMapper;
import dev.dromedary.function.records.BatchValidator;
import dev.dromedary.function.records.Header;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.LookupRows;
import dev.dromedary.function.records.Mapping;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.RowReader;
import dev.dromedary.function.records.RowWriter;
import dev.dromedary.function.records.TableSchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How many rows a second a mapping of five columns takes, on one thread: a product, an HMAC, a lookup, a date and a rename. The
 * argument is the number of rows. What is told is of the thread's processor time, as machines do other work, too: that of mapping
 * alone, and that of reading, judging, mapping and writing.
 */
public final class MappingBench {

    private static final int ROUNDS = 12;
    private static final int BATCH = 1000;

    private final TableSchema schema;
    private final byte[] rows;
    private final int count;

    private MappingBench(int count) {
        this.count = count;
        this.schema = TableSchema.of(
                "order.schema.json",
                Map.of(
                        "fields",
                        List.of(
                                Map.of("name", "order_id", "type", "string"),
                                Map.of("name", "ordered_at", "type", "datetime"),
                                Map.of("name", "qty", "type", "integer"),
                                Map.of("name", "price", "type", "number"),
                                Map.of("name", "email", "type", "string"),
                                Map.of("name", "country", "type", "string"))));
        this.rows = rows(count);
    }

    private static byte[] rows(int count) {
        Random random = new Random(1);
        String[] countries = {"DE", "FR", "JP", "US", "BR", "IN", "PL", "SE"};
        StringBuilder text = new StringBuilder("order_id,ordered_at,qty,price,email,country\n");
        for (int i = 0; i < count; i++) {
            text.append("o-")
                    .append(i)
                    .append(",2026-0")
                    .append(1 + random.nextInt(9))
                    .append("-1")
                    .append(random.nextInt(10))
                    .append("T10:00:00Z,")
                    .append(1 + random.nextInt(9))
                    .append(',')
                    .append(random.nextInt(1000))
                    .append(".5")
                    .append(random.nextInt(10))
                    .append(",person")
                    .append(random.nextInt(100_000))
                    .append("@example.org,")
                    .append(countries[random.nextInt(8)])
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Mapping mapping() {
        Map<String, Object> add = new LinkedHashMap<>();
        add.put("total", "quantity * price");
        add.put("email", "hmac_sha256(lower(email), 'a key that nobody guesses')");
        add.put("region", "lookup(countries, country, region)");
        add.put("day", "date(ordered_at)");
        Map<String, Object> document = Map.of(
                "rename", Map.of("qty", "quantity"),
                "add", add,
                "lookups", Map.of("countries", Map.of("file", "countries.csv", "key", "code")));
        return Mapping.of("order.mapping.json", document, schema, name -> name, Map.of());
    }

    private void run() throws IOException {
        String countries = "code,region\nDE,EU\nFR,EU\nJP,AS\nUS,NA\nBR,SA\nIN,AS\nPL,EU\nSE,EU\n";
        LookupRows.CsvRows lookup = LookupRows.read(
                "countries.csv", new ByteArrayInputStream(countries.getBytes(StandardCharsets.UTF_8)), "code");
        for (int round = 0; round < ROUNDS; round++) {
            RowReader reader = new RowReader(new ByteArrayInputStream(rows), schema, Limits.DEFAULT);
            Header header = reader.header();
            BatchValidator validator = new BatchValidator(schema, header);
            BatchMapper mapper = new BatchMapper(
                    mapping(), Instant.now(), List.of(lookup.of("countries", header, true)), Integer.MAX_VALUE);
            RowWriter writer = new RowWriter(OutputStream.nullOutputStream(), schema.dialect(), false);
            writer.header(header);
            long began = now();
            long mapping = 0;
            List<Row> batch = reader.nextBatch(BATCH, Integer.MAX_VALUE);
            while (!batch.isEmpty()) {
                validator.validate(batch);
                long before = now();
                List<Row> staying = mapper.map(batch);
                mapping += now() - before;
                writer.write(staying);
                batch = reader.nextBatch(BATCH, Integer.MAX_VALUE);
            }
            writer.finish();
            long all = now() - began;
            System.out.printf(
                    "%d rows: mapping %d rows/s, all of it %d rows/s%n",
                    writer.written(), count * 1_000_000_000L / mapping, count * 1_000_000_000L / all);
        }
    }

    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** @param arguments the number of rows */
    public static void main(String[] arguments) throws IOException {
        new MappingBench(arguments.length == 0 ? 300_000 : Integer.parseInt(arguments[0])).run();
    }
}
