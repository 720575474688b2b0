package dev.dromedary.desk.operations;

import dev.dromedary.function.records.BatchValidator;
import dev.dromedary.function.records.CountedInput;
import dev.dromedary.function.records.DefectException;
import dev.dromedary.function.records.ExpandedInput;
import dev.dromedary.function.records.ExpansionLimits;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.RecordReader;
import dev.dromedary.function.records.Row;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.steps.SchemaDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Judges rows of an object by the schema that its manifest names. The object is read up to them, and judged as its route does it; what
 * a route's other steps do with rows is not known here.
 *
 * @param s3 where the object is
 * @param routes the routes folder
 */
record RowJudge(S3Client s3, Path routes) {

    private static final int BATCH_ROWS = 1000;
    private static final int BATCH_BYTES = 4 * 1024 * 1024;

    /**
     * Finds and judges a row.
     *
     * @param manifest what the route wrote about the object
     * @param wanted the row's place, from 1
     * @throws ExplanationException in one sentence, if there is no such row, or it can't be judged
     */
    JudgedRow judge(StoredObject object, Map<String, Object> manifest, long wanted) {
        Pass pass = pass(object, manifest, row -> row.number() == wanted, 1);
        if (pass.found().isEmpty()) {
            throw new ExplanationException(String.format(
                    Locale.ROOT,
                    "%s has %,d %s, so there is no row %,d; rows count from 1, without the header.",
                    object.key(),
                    pass.rows(),
                    pass.rows() == 1 ? "row" : "rows",
                    wanted));
        }
        return pass.found().get(0);
    }

    /**
     * The first rejected rows.
     *
     * @param manifest what the route wrote about the object
     * @param most so many of them
     * @throws ExplanationException in one sentence, if rows can't be judged
     */
    List<JudgedRow> rejected(StoredObject object, Map<String, Object> manifest, int most) {
        return pass(object, manifest, row -> !row.valid(), most).found();
    }

    /** What was found, and how many rows there are up to the last that was looked at. */
    private record Pass(List<JudgedRow> found, long rows) {}

    private Pass pass(StoredObject object, Map<String, Object> manifest, Predicate<Row> wanted, int most) {
        String name = String.valueOf(manifest.get("schema"));
        String text = text(routes.resolve(name), name);
        SchemaDocument schema = SchemaDocument.parse(name, text);
        try (ResponseInputStream<GetObjectResponse> stored =
                s3.getObject(request -> request.bucket(object.bucket()).key(object.key()))) {
            InputStream content = ExpandedInput.open(
                    new CountedInput(stored, object.size()), schema.schema().compression(), ExpansionLimits.DEFAULT);
            RecordReader reader = RecordReader.of(content, schema.schema(), Limits.DEFAULT);
            reader.header();
            List<JudgedRow> found = new ArrayList<>();
            long rows = reader.defect().isPresent()
                    ? 0
                    : read(reader, schema, wanted, most, new Rule(JsonText.parse(name, text), manifest, found));
            if (found.size() < most && reader.defect().isPresent()) {
                throw new ExplanationException(object.key() + " was rejected whole, so no row was judged: "
                        + reader.defect().get());
            }
            return new Pass(found, rows);
        } catch (DefectException e) {
            throw new ExplanationException(object.key() + " was rejected whole, so no row was judged: " + e.defect());
        } catch (IOException e) {
            throw new ExplanationException(object.key() + " can't be read: " + e.getMessage());
        }
    }

    /** By what rows are explained, and where to. */
    private record Rule(Map<String, Object> schema, Map<String, Object> manifest, List<JudgedRow> found) {}

    private static long read(RecordReader reader, SchemaDocument schema, Predicate<Row> wanted, int most, Rule rule) {
        BatchValidator validator = new BatchValidator(schema.schema(), reader.header());
        long valid = 0;
        long rows = 0;
        List<Row> batch = reader.nextBatch(BATCH_ROWS, BATCH_BYTES);
        while (!batch.isEmpty()) {
            validator.validate(batch);
            for (Row row : batch) {
                rows++;
                valid += row.valid() ? 1 : 0;
                if (wanted.test(row)) {
                    rule.found().add(judged(row, row.valid() ? valid : rows - valid, schema, rule));
                    if (rule.found().size() == most) {
                        return rows;
                    }
                }
            }
            batch = reader.nextBatch(BATCH_ROWS, BATCH_BYTES);
        }
        return rows;
    }

    private static JudgedRow judged(Row row, long place, SchemaDocument schema, Rule rule) {
        Map<String, String> values = new LinkedHashMap<>();
        row.names().forEach(name -> values.put(name, row.get(name)));
        Optional<String> reason = Optional.ofNullable(row.reason());
        Object before = rule.manifest().get("schema_hash");
        boolean same = schema.hash().equals(before);
        return new JudgedRow(
                row.number(),
                row.line(),
                row.text(),
                values,
                reason,
                reason.map(code -> BrokenRule.of(code, rule.schema())
                        .orElse("of the file's format, and of no field or rule of the schema")),
                String.valueOf(rule.manifest().get("schema")),
                schema.hash(),
                same ? kept(row.valid(), place, rule.manifest()) : Optional.empty(),
                same
                        ? Optional.empty()
                        : Optional.of("The schema has changed since (it was " + before
                                + "): this is the verdict of today's."));
    }

    /** As which row of which output; a mapping may have let rows go, and partitions part them. */
    private static Optional<String> kept(boolean valid, long place, Map<String, Object> manifest) {
        if (valid && (manifest.containsKey("mapping") || manifest.containsKey("outputs"))) {
            return Optional.empty();
        }
        return manifest.get(valid ? "processed_key" : "rejected_key") instanceof String key
                ? Optional.of(String.format(Locale.ROOT, "row %,d of s3://%s/%s", place, manifest.get("bucket"), key))
                : Optional.empty();
    }

    private static String text(Path file, String name) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ExplanationException("The schema " + name + ", by which rows were judged, is not in the routes"
                    + " folder any more, so they can't be explained.");
        }
    }
}
