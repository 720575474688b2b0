package dev.dromedary.function.records.parquet;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.RowReader;
import dev.dromedary.function.records.TableSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes Parquet from CSV, and reads it with DuckDB. */
final class ParquetFiles {

    static final long ROW_GROUP_BYTES = 8 * 1024 * 1024;

    private ParquetFiles() {}

    @SuppressWarnings("unchecked")
    static TableSchema schema(String document) {
        try {
            return TableSchema.of("test.schema.json", new ObjectMapper().readValue(document, Map.class));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static byte[] written(TableSchema schema, String csv) throws IOException {
        return written(schema, csv.getBytes(StandardCharsets.UTF_8), ParquetCompression.ZSTD, ROW_GROUP_BYTES);
    }

    static byte[] written(TableSchema schema, byte[] csv, ParquetCompression compression, long rowGroupBytes)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ParquetRowWriter writer = new ParquetRowWriter(out, schema, compression, rowGroupBytes);
        RowReader reader = reader(schema, csv);
        writer.header(reader.header());
        List<Row> batch = reader.nextBatch(100, Integer.MAX_VALUE);
        while (!batch.isEmpty()) {
            writer.write(batch);
            batch = reader.nextBatch(100, Integer.MAX_VALUE);
        }
        writer.finish();
        return out.toByteArray();
    }

    static RowReader reader(TableSchema schema, byte[] csv) {
        return new RowReader(new ByteArrayInputStream(csv), schema, Limits.DEFAULT);
    }

    static RowReader reader(TableSchema schema, String csv) {
        return reader(schema, csv.getBytes(StandardCharsets.UTF_8));
    }

    /** What DuckDB answers to a query of the file, which is {@code file} in it. */
    static List<List<Object>> query(Path folder, byte[] file, String sql) throws IOException, SQLException {
        Path path = Files.createTempFile(folder, "written", ".parquet");
        Files.write(path, file);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET autoinstall_known_extensions = false");
            statement.execute("SET autoload_known_extensions = false");
            try (ResultSet results = statement.executeQuery(sql.replaceAll("\\bfile\\b", "'" + path + "'"))) {
                List<List<Object>> rows = new ArrayList<>();
                int columns = results.getMetaData().getColumnCount();
                while (results.next()) {
                    List<Object> row = new ArrayList<>();
                    for (int i = 1; i <= columns; i++) {
                        row.add(results.getObject(i));
                    }
                    rows.add(row);
                }
                return rows;
            }
        }
    }

    /** The names and types of a file's columns, as DuckDB sees them. */
    static Map<String, String> types(Path folder, byte[] file) throws IOException, SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        query(folder, file, "DESCRIBE SELECT * FROM file")
                .forEach(row -> types.put((String) row.get(0), (String) row.get(1)));
        return types;
    }
}
