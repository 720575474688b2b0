package dev.dromedary.desk.inference;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.Json;
import dev.dromedary.function.records.Dialect;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.RowReader;
import dev.dromedary.function.steps.query.SqlText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads a CSV file as DuckDB's sniffer takes it.
 *
 * @see <a href="https://duckdb.org/docs/stable/data/csv/auto_detection">CSV auto detection</a>
 */
final class CsvSample {

    private static final int MOST_ROWS = 200_000;

    private CsvSample() {}

    /**
     * Reads it.
     *
     * @throws InferenceException if it can't be told how the file is written
     * @throws IOException if it can't be read
     */
    static Sample read(Path named, PlainFile file) throws IOException {
        String path = SqlText.quoted(file.copy().toString());
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            String told = file.separator()
                    .map(each -> ", delim = " + SqlText.quoted(each))
                    .orElse("");
            String delimiter;
            String quote;
            long skipped;
            try (ResultSet sniffed =
                    statement.executeQuery("SELECT Delimiter, Quote, SkipRows, HasHeader FROM sniff_csv(" + path
                            + ", all_varchar = true, header = true" + told + ")")) {
                sniffed.next();
                delimiter = sniffed.getString(1);
                quote = sniffed.getString(2);
                skipped = sniffed.getLong(3);
            }
            if (file.separator().isEmpty() && file.columns(delimiter) < 2) {
                // Rows with more or fewer values than the header make the sniffer doubt what people see.
                delimiter = file.likelyDelimiter().orElse(delimiter);
            }
            if (delimiter == null || delimiter.length() != 1) {
                throw new InferenceException("It can't be told what separates the values of " + named + ".");
            }
            ObjectNode dialect = Json.MAPPER.createObjectNode();
            if (!delimiter.equals(",")) {
                dialect.put("delimiter", delimiter);
            }
            if (quote != null && quote.equals("'")) {
                dialect.put("quoteChar", quote);
            }
            if (!file.encoding().equals("utf-8")) {
                dialect.put("encoding", file.encoding());
            }
            if (skipped > 0) {
                dialect.putArray("headerRows")
                        .add(skipped + 1 + (file.separator().isPresent() ? 1 : 0));
            }
            char quoteCharacter = "'".equals(quote) ? '\'' : '"';
            String query = "SELECT * FROM read_csv(" + path + ", all_varchar = true, header = true, delim = "
                    + SqlText.quoted(delimiter) + ", quote = " + SqlText.quoted(String.valueOf(quoteCharacter))
                    + ", skip = " + skipped
                    + ", ignore_errors = true, strict_mode = false, normalize_names = false) LIMIT " + (MOST_ROWS + 1);
            try (ResultSet rows = statement.executeQuery(query)) {
                Dialect ofCopy = new Dialect(
                        delimiter.charAt(0),
                        quoteCharacter,
                        StandardCharsets.UTF_8,
                        Dialect.DEFAULT.lineBreaks(),
                        Dialect.DEFAULT.skipInitialSpace(),
                        Math.toIntExact(skipped + 1));
                return profiled(named, rows, header(file, ofCopy), dialect, file.whole());
            }
        } catch (SQLException e) {
            throw new InferenceException(
                    named + " can't be read as CSV: DuckDB finds no delimiter and quotes that fit its lines"
                            + "; name a CSV file with a header, or JSON lines.");
        }
    }

    /** The names as functions will read them, as DuckDB makes others of names that are there twice; empty if they can't be used. */
    private static List<String> header(PlainFile file, Dialect dialect) throws IOException {
        try (InputStream in = Files.newInputStream(file.copy())) {
            RowReader reader = new RowReader(in, dialect, Limits.DEFAULT);
            List<String> names = reader.header().names();
            return reader.defect().isEmpty() ? names : List.of();
        }
    }

    private static Sample profiled(Path named, ResultSet rows, List<String> header, ObjectNode dialect, boolean whole)
            throws SQLException {
        int count = rows.getMetaData().getColumnCount();
        List<ColumnProfile> columns = new ArrayList<>();
        for (int at = 1; at <= count; at++) {
            String name = header.size() == count
                    ? header.get(at - 1)
                    : rows.getMetaData().getColumnName(at);
            columns.add(new ColumnProfile(name.strip()));
        }
        long data = columns.stream()
                .filter(column -> column.name().isEmpty()
                        || Arrays.stream(ValueType.values()).anyMatch(type -> type.fits(column.name())))
                .count();
        if (data * 3 > count) {
            throw new InferenceException("The first line of " + named
                    + " looks like data and not like names of columns; put a line with their names above it.");
        }
        long read = 0;
        while (read < MOST_ROWS && rows.next()) {
            for (int at = 1; at <= count; at++) {
                String value = rows.getString(at);
                columns.get(at - 1).add(value == null ? "" : value.strip(), ColumnProfile.Kind.TEXT);
            }
            read++;
        }
        if (read == 0) {
            throw new InferenceException(named + " has no rows under its header; name a file that has some.");
        }
        return new Sample("csv", dialect, columns, read, whole && !rows.next());
    }

    /** For messages: what a delimiter is called. */
    static String shown(String delimiter) {
        return delimiter.equals("\t") ? "a tab" : String.format(Locale.ROOT, "\"%s\"", delimiter);
    }
}
