package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes the values of one column as JSON. Holds the value that is being written; not for several threads. */
final class JsonField {

    private enum Form {
        TEXT,
        NUMBER,
        BOOLEAN,
        MOMENT,
        JSON
    }

    private final Form form;
    private final boolean whole;
    private final boolean utf8;
    private final Encoding encoding;
    private final ByteStrings missing;
    private final boolean blankIsMissing;
    private final ValueParser parser;
    private final ByteStrings trueValues;
    private final List<JsonMoment> moments;
    private final Cell cell = new Cell();

    /** A column that the schema describes. */
    JsonField(Field field, Encoding encoding) {
        this.form = form(field.type());
        this.whole = field.type() != FieldType.NUMBER;
        this.encoding = encoding;
        this.utf8 = encoding.charset().equals(StandardCharsets.UTF_8);
        this.missing = new ByteStrings(encoding, field.missingValues());
        this.blankIsMissing = field.type().isNumeric() && field.missingValues().contains("");
        this.parser = ValueParser.of(field, encoding);
        this.trueValues = new ByteStrings(encoding, field.trueValues());
        this.moments = form == Form.MOMENT
                ? field.formats().stream()
                        .map(format -> new JsonMoment(field.type(), format))
                        .toList()
                : List.of();
    }

    /** A column of which nothing is known: its values are texts, and an empty one is none. */
    JsonField(Encoding encoding) {
        this.form = Form.TEXT;
        this.whole = false;
        this.encoding = encoding;
        this.utf8 = encoding.charset().equals(StandardCharsets.UTF_8);
        this.missing = new ByteStrings(encoding, List.of(""));
        this.blankIsMissing = false;
        this.parser = null;
        this.trueValues = new ByteStrings(encoding, List.of());
        this.moments = List.of();
    }

    private static Form form(FieldType type) {
        return switch (type) {
            case INTEGER, NUMBER, YEAR -> Form.NUMBER;
            case BOOLEAN -> Form.BOOLEAN;
            case DATE, TIME, DATETIME -> Form.MOMENT;
            case LIST, OBJECT -> Form.JSON;
            default -> Form.TEXT;
        };
    }

    /** Whether an unquoted value counts as none. */
    boolean isMissing(byte[] bytes, int start, int end) {
        return missing.contains(bytes, start, end) || blankIsMissing && parser.isBlank(bytes, start, end);
    }

    /**
     * Writes an unquoted value that is not missing: by its type, or as a string if it is not of its type.
     *
     * @param valid whether the row was judged, and nothing has rejected it
     */
    void write(byte[] bytes, int start, int end, boolean valid, JsonBytes out) {
        boolean written =
                switch (form) {
                    case NUMBER -> number(bytes, start, end, out);
                    case BOOLEAN -> truth(bytes, start, end, out);
                    case MOMENT -> moment(bytes, start, end, out);
                    case JSON -> valid && json(bytes, start, end, out);
                    case TEXT -> false;
                };
        if (!written) {
            text(bytes, start, end, out);
        }
    }

    private boolean number(byte[] bytes, int start, int end, JsonBytes out) {
        if (start == end || !parser.parse(bytes, start, end, cell)) {
            return false;
        }
        out.number(cell, whole);
        return true;
    }

    private boolean truth(byte[] bytes, int start, int end, JsonBytes out) {
        if (!parser.parse(bytes, start, end, cell)) {
            return false;
        }
        out.write(trueValues.contains(bytes, start, end) ? "true" : "false");
        return true;
    }

    private boolean moment(byte[] bytes, int start, int end, JsonBytes out) {
        for (JsonMoment each : moments) {
            if (start < end && each.write(bytes, start, end, cell, out)) {
                return true;
            }
        }
        return false;
    }

    private boolean json(byte[] bytes, int start, int end, JsonBytes out) {
        if (utf8) {
            inline(bytes, start, end, out);
        } else {
            byte[] json = encoding.decode(bytes, start, end).getBytes(StandardCharsets.UTF_8);
            inline(json, 0, json.length, out);
        }
        return true;
    }

    /** JSON has line ends between values only, where they mean nothing; here one would end a record. */
    static void inline(byte[] json, int start, int end, JsonBytes out) {
        int from = start;
        for (int i = start; i < end; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                out.write(json, from, i);
                from = i + 1;
            }
        }
        out.write(json, from, end);
    }

    private void text(byte[] bytes, int start, int end, JsonBytes out) {
        if (!encoding.isValid(bytes, start, end)) {
            out.string(encoding.decodeVisibly(bytes, start, end));
        } else if (utf8) {
            out.string(bytes, start, end);
        } else {
            out.string(encoding.decode(bytes, start, end));
        }
    }
}
