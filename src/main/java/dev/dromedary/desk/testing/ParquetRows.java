package dev.dromedary.desk.testing;

import dev.dromedary.function.steps.query.SqlText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** The rows of Parquet as JSON, one a line, and back. Types of columns are found by their values. */
final class ParquetRows {

    private static final String READ =
            "COPY (SELECT * FROM read_parquet(%s, hive_partitioning = false)) TO %s (FORMAT json)";
    private static final String WRITE =
            "COPY (SELECT * FROM read_json(%s, format = 'newline_delimited', sample_size = -1)) TO %s (FORMAT parquet)";

    private ParquetRows() {}

    /** The rows, as {@code 2026-01-05 10:00:00} where they are moments. */
    static byte[] read(byte[] parquet) {
        return convert(parquet, READ);
    }

    /**
     * A file with rows.
     *
     * @param lines JSON objects, one a line
     * @throws CaseException if they are none
     */
    static byte[] write(byte[] lines) {
        return convert(lines, WRITE);
    }

    private static byte[] convert(byte[] content, String copy) {
        try {
            Path folder = Files.createTempDirectory("parquet");
            Path from = folder.resolve("from");
            Path to = folder.resolve("to");
            try (Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                    Statement statement = connection.createStatement()) {
                Files.write(from, content);
                statement.execute(copy.formatted(quoted(from), quoted(to)));
                return Files.readAllBytes(to);
            } finally {
                Files.deleteIfExists(from);
                Files.deleteIfExists(to);
                Files.delete(folder);
            }
        } catch (SQLException e) {
            throw new CaseException("The rows of Parquet can't be told: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("A temporary file can be written", e);
        }
    }

    private static String quoted(Path file) {
        return SqlText.quoted(file.toString());
    }
}
