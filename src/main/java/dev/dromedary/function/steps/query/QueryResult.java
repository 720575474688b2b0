package dev.dromedary.function.steps.query;

import dev.dromedary.function.records.BatchValidator;
import dev.dromedary.function.records.Header;
import dev.dromedary.function.records.JsonRowWriter;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.RecordFormat;
import dev.dromedary.function.records.RecordReader;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.records.parquet.ParquetFit;
import dev.dromedary.function.steps.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows of a result, each of which has to be as the schema says. */
final class QueryResult {

    private static final int BATCH_ROWS = 1000;
    private static final int BATCH_BYTES = 4 * 1024 * 1024;

    private final String query;
    private final TableSchema schema;
    private final RecordReader reader;
    private final ParquetFit fit;
    private BatchValidator validator;

    /**
     * A result that was not read yet.
     *
     * @param query the file of the query, for messages
     * @param schema what the rows are
     * @param csv the rows under a header
     * @param limits of records
     */
    QueryResult(String query, TableSchema schema, InputStream csv, Limits limits) {
        this.query = query;
        this.schema = schema;
        this.reader = RecordReader.of(csv, schema, limits);
        this.fit = new ParquetFit(schema);
    }

    TableSchema schema() {
        return schema;
    }

    /**
     * The columns.
     *
     * @throws QueryFailedException if they are not those of the schema
     */
    Header header() {
        Header header = reader.header();
        requireWhole();
        return header;
    }

    /**
     * The next rows; none at the end.
     *
     * @throws QueryFailedException if one is not as the schema says, or the result can't be read to its end
     */
    List<Row> next() {
        if (validator == null) {
            validator = new BatchValidator(schema, header());
        }
        List<Row> rows = reader.nextBatch(BATCH_ROWS, BATCH_BYTES);
        if (rows.isEmpty()) {
            requireWhole();
        }
        validator.validate(rows);
        fit.judge(rows);
        rows.stream().filter(row -> !row.valid()).findFirst().ifPresent(row -> {
            throw new QueryFailedException("Row " + row.number() + " of the result of " + query
                    + " is not as its schema " + schema.name() + " says: " + row.reason()
                    + "; correct the one or the other");
        });
        return rows;
    }

    private void requireWhole() {
        reader.defect().ifPresent(defect -> {
            throw new QueryFailedException(
                    "The result of " + query + " is not as its schema says: " + defect.message());
        });
    }

    /**
     * All rows as maps, with values of the schema's types.
     *
     * @param most how many there may be
     * @throws QueryFailedException if there are more
     */
    List<Map<String, Object>> maps(int most) throws IOException {
        List<Map<String, Object>> maps = new ArrayList<>();
        for (List<Row> rows = next(); !rows.isEmpty(); rows = next()) {
            if (maps.size() + rows.size() > most) {
                throw new QueryFailedException("The result of " + query + " has more than " + most
                        + " rows; let it have fewer, raise maximumRows, or use query:store");
            }
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            JsonRowWriter writer = new JsonRowWriter(lines, RecordFormat.NDJSON, schema, Set.of());
            writer.header(header());
            writer.write(rows);
            writer.finish();
            lines.toString(StandardCharsets.UTF_8).lines().forEach(line -> maps.add(JsonText.parse(query, line)));
        }
        return maps;
    }
}
