package dev.dromedary.desk.inference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.Json;
import dev.dromedary.function.records.Limits;
import dev.dromedary.function.records.RowReader;
import dev.dromedary.function.steps.SchemaDocument;
import dev.dromedary.function.steps.query.GlueName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A record schema that was guessed from a file, and a mapping.
 *
 * @param format {@code csv} or {@code ndjson}
 * @param schema a Table Schema
 * @param mapping a mapping, with names for columns and what names a record
 * @param fields the fields with reasons
 * @param told what is told of the file as a whole, for people
 */
public record InferredSchema(
        String format, ObjectNode schema, ObjectNode mapping, List<GuessedField> fields, List<String> told) {

    /**
     * Guesses.
     *
     * @param file CSV or JSON lines, packed with gzip or not
     * @throws InferenceException if no schema can be guessed from it; one sentence
     * @throws IOException if it can't be read
     */
    public static InferredSchema of(Path file) throws IOException {
        try (PlainFile plain = PlainFile.of(file)) {
            Sample sample = isJson(plain) ? JsonSample.read(file, plain) : CsvSample.read(file, plain);
            List<GuessedField> fields =
                    sample.columns().stream().map(FieldGuess::of).toList();
            ObjectNode schema = Json.MAPPER.createObjectNode();
            schema.put("$schema", "https://datapackage.org/profiles/2.0/tableschema.json");
            schema.put("title", "Guessed from " + file.getFileName() + "; look at each field");
            schema.put("fieldsMatch", "subset");
            ArrayNode documents = schema.putArray("fields");
            fields.forEach(field -> documents.add(field.document()));
            schema.put("format", sample.format());
            if (!sample.dialect().isEmpty()) {
                schema.set("dialect", sample.dialect());
            }
            requireUsable(file, sample.format(), schema);
            return new InferredSchema(sample.format(), schema, mapping(fields), fields, told(sample));
        }
    }

    /** A file that functions would reject for its header is no example of those that they are to take. */
    private static void requireUsable(Path file, String format, ObjectNode schema) throws IOException {
        if (!format.equals("csv")) {
            return;
        }
        try (InputStream in = PlainFile.unpacked(file)) {
            RowReader reader = new RowReader(
                    in, SchemaDocument.parse(file.toString(), schema.toString()).schema(), Limits.DEFAULT);
            reader.header();
            reader.defect().ifPresent(defect -> {
                throw new InferenceException(file + ": " + defect.message());
            });
        }
    }

    private static boolean isJson(PlainFile file) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file.copy())) {
            int first = reader.read();
            while (first >= 0 && Character.isWhitespace(first)) {
                first = reader.read();
            }
            if (first == '[') {
                throw new InferenceException(
                        "The file is one JSON array; store one object a line, and name that file.");
            }
            return first == '{';
        }
    }

    private static List<String> told(Sample sample) {
        List<String> told = new ArrayList<>();
        told.add(FieldGuess.count(sample.rows()) + " records" + (sample.whole() ? "" : ", the first of them,") + " as "
                + sample.format());
        Optional.ofNullable(sample.dialect().get("delimiter"))
                .ifPresent(each -> told.add("values are separated by " + CsvSample.shown(each.asText())));
        Optional.ofNullable(sample.dialect().get("encoding"))
                .ifPresent(each -> told.add("it is no UTF-8: taken for " + each.asText()));
        Optional.ofNullable(sample.dialect().get("headerRows"))
                .ifPresent(
                        each -> told.add("the header is on line " + each.get(0).asText()));
        return told;
    }

    private static ObjectNode mapping(List<GuessedField> fields) {
        ObjectNode mapping = Json.MAPPER.createObjectNode();
        ObjectNode rename = rename(fields);
        mapping.set("rename", rename);
        fields.stream()
                .filter(field -> field.names() && !field.sensitive())
                .findFirst()
                .ifPresent(field ->
                        mapping.putArray("unique").add(rename.path(field.name()).asText(field.name())));
        return mapping;
    }

    /** Names that tables of the Glue Data Catalog tell apart, which knows lower-case letters, digits and underscores. */
    private static ObjectNode rename(List<GuessedField> fields) {
        Set<String> taken = new HashSet<>();
        Set<GuessedField> kept = new HashSet<>();
        for (GuessedField field : fields) {
            String name = columnName(field.name());
            if ((name.isEmpty() || name.equals(field.name())) && taken.add(GlueName.plain(field.name()))) {
                kept.add(field);
            }
        }
        ObjectNode rename = Json.MAPPER.createObjectNode();
        for (int at = 0; at < fields.size(); at++) {
            String name = columnName(fields.get(at).name());
            String wanted = name.isEmpty() ? "column_" + (at + 1) : name;
            String free = wanted;
            for (int number = 2; !kept.contains(fields.get(at)) && !taken.add(GlueName.plain(free)); number++) {
                free = wanted + "_" + number;
            }
            if (!kept.contains(fields.get(at))) {
                rename.put(fields.get(at).name(), free);
            }
        }
        return rename;
    }

    /** Lower-case words with underscores, as tables of SQL have them. */
    private static String columnName(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^\\p{Alnum}.]+", "_")
                .replaceAll("^_+|_+$", "")
                .toLowerCase(Locale.ROOT);
    }
}
