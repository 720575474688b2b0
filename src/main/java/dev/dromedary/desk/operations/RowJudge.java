package dev.dromedary.desk.operations;

import dev.dromedary.function.records.BatchValidator;
import dev.dromedary.function.records.CountedInput;
import dev.dromedary.function.records.Defect;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Judges one row of an object by the schema that its manifest names. The object is read up to that row, and judged as its route does
 * it; what a route's other steps do with rows is not known here.
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
        String name = String.valueOf(manifest.get("schema"));
        String text = text(routes.resolve(name), name);
        SchemaDocument schema = SchemaDocument.parse(name, text);
        try (ResponseInputStream<GetObjectResponse> stored =
                s3.getObject(request -> request.bucket(object.bucket()).key(object.key()))) {
            InputStream content = ExpandedInput.open(
                    new CountedInput(stored, object.size()), schema.schema().compression(), ExpansionLimits.DEFAULT);
            RecordReader reader = RecordReader.of(content, schema.schema(), Limits.DEFAULT);
            Found found = find(reader, schema, wanted);
            if (found.row() == null) {
                throw noSuchRow(object, found, reader.defect(), wanted);
            }
            return judged(found, schema, JsonText.parse(name, text), manifest);
        } catch (DefectException e) {
            throw new ExplanationException(object.key() + " was rejected whole, so no row was judged: " + e.defect());
        } catch (IOException e) {
            throw new ExplanationException(object.key() + " can't be read: " + e.getMessage());
        }
    }

    /** What was found on the way to a row; null for the row if there were only so many before the end. */
    private record Found(Row row, long rows, long valid) {}

    private static Found find(RecordReader reader, SchemaDocument schema, long wanted) {
        long valid = 0;
        long rows = 0;
        reader.header();
        if (reader.defect().isPresent()) {
            return new Found(null, 0, 0);
        }
        BatchValidator validator = new BatchValidator(schema.schema(), reader.header());
        List<Row> batch = reader.nextBatch(BATCH_ROWS, BATCH_BYTES);
        while (!batch.isEmpty()) {
            validator.validate(batch);
            for (Row row : batch) {
                rows++;
                valid += row.valid() ? 1 : 0;
                if (rows == wanted) {
                    return new Found(row, rows, valid);
                }
            }
            batch = reader.nextBatch(BATCH_ROWS, BATCH_BYTES);
        }
        return new Found(null, rows, valid);
    }

    private static ExplanationException noSuchRow(
            StoredObject object, Found found, Optional<Defect> defect, long wanted) {
        return new ExplanationException(
                defect.map(whole -> object.key() + " was rejected whole, so no row was judged: " + whole)
                        .orElse(String.format(
                                Locale.ROOT,
                                "%s has %,d rows, so there is no row %,d; rows count from 1, without the header.",
                                object.key(),
                                found.rows(),
                                wanted)));
    }

    private static JudgedRow judged(
            Found found, SchemaDocument schema, Map<String, Object> document, Map<String, Object> manifest) {
        Row row = found.row();
        Map<String, String> values = new LinkedHashMap<>();
        row.names().forEach(name -> values.put(name, row.get(name)));
        Optional<String> reason = Optional.ofNullable(row.reason());
        boolean same = schema.hash().equals(manifest.get("schema_hash"));
        return new JudgedRow(
                found.rows(),
                row.line(),
                row.text(),
                values,
                reason,
                reason.map(code -> BrokenRule.of(code, document)
                        .orElse("of the file's format, and of no field or rule of the schema")),
                String.valueOf(manifest.get("schema")),
                schema.hash(),
                same ? kept(found, manifest) : Optional.empty(),
                same
                        ? Optional.empty()
                        : Optional.of("The schema has changed since (it was " + manifest.get("schema_hash")
                                + "): this is the verdict of today's."));
    }

    /** As which row of which output; a mapping may have let rows go, and partitions part them. */
    private static Optional<String> kept(Found found, Map<String, Object> manifest) {
        boolean valid = found.row().valid();
        if (valid && (manifest.containsKey("mapping") || manifest.containsKey("outputs"))) {
            return Optional.empty();
        }
        return manifest.get(valid ? "processed_key" : "rejected_key") instanceof String key
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "row %,d of s3://%s/%s",
                        valid ? found.valid() : found.rows() - found.valid(),
                        manifest.get("bucket"),
                        key))
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
