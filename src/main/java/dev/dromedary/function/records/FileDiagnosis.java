package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds the cause behind a header that can't be used. Only asked about files that are rejected anyway.
 *
 * @param first the first bytes of the file, without byte order mark
 * @param dialect what the file is taken for
 * @param schema what the file should be, if that is known
 */
record FileDiagnosis(byte[] first, Dialect dialect, Optional<TableSchema> schema) {

    /**
     * The cause, if one can be told, of what is wrong with the header (null if there is none) on a line, else the
     * symptom.
     */
    Defect cause(Defect symptom, long line, Row header) {
        Optional<Defect> kind = new FileKind(first).defect();
        if (kind.isPresent()) {
            return kind.get();
        }
        boolean readable = header != null && !RowReader.UNDECODABLE_BYTES.equals(header.reason());
        Defect cause = schema.flatMap(known -> new HeaderSearch(first, dialect, known).defect(line))
                .or(() -> schema.filter(known -> readable && looksLikeData(known, header))
                        .map(known -> new Defect(
                                "missing_header",
                                "Line " + line + " looks like data of schema " + known.name()
                                        + ", not like its header; put a first line above it that names the columns.")))
                .orElse(symptom);
        return readable
                ? cause.withDetail(
                        "line " + line + " has " + ColumnNames.shown(HeaderCheck.names(header, new Quoting(dialect))))
                : cause;
    }

    /** Whether values of the right types stand where numbers, dates and times are due, in the schema's order. */
    private static boolean looksLikeData(TableSchema schema, Row row) {
        Quoting quoting = new Quoting(schema.dialect().withEncoding(row.encodingOf()));
        List<Field> fields = schema.fields();
        int typed = 0;
        int right = 0;
        for (int i = 0; i < fields.size(); i++) {
            Field field = fields.get(i);
            if (field.type().kind() == FieldType.Kind.TEXT) {
                continue;
            }
            typed++;
            if (i < row.count()) {
                String text = quoting.text(row.chunk().bytes, row.valueStart(i), row.valueEnd(i));
                byte[] value = quoting.encoding().encode(text);
                // Numbers are read eight bytes at a time.
                byte[] padded = Arrays.copyOf(value, value.length + RowScanner.PADDING);
                boolean fits = value.length > 0
                        && ValueParser.of(field, quoting.encoding()).parse(padded, 0, value.length, new Cell());
                right += fits ? 1 : 0;
            }
        }
        return typed > 0 && right * 2 >= typed;
    }
}
