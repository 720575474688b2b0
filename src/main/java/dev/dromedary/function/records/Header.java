package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Cell;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The header of a CSV file: its column names, and the line that names them in outputs. */
public final class Header {

    private final Columns columns;
    private final byte[] bytes;
    private final Quoting quoting;
    private final NumberFields numbers;
    private final boolean marked;
    private final boolean nulls;

    Header(Columns columns, byte[] bytes, Quoting quoting) {
        this(columns, bytes, quoting, new NumberFields(List.of(), quoting.encoding()), false, false);
    }

    private Header(
            Columns columns, byte[] bytes, Quoting quoting, NumberFields numbers, boolean marked, boolean nulls) {
        this.columns = columns;
        this.bytes = bytes;
        this.quoting = quoting;
        this.numbers = numbers;
        this.marked = marked;
        this.nulls = nulls;
    }

    /**
     * The header that a row is.
     *
     * @param names the columns' names
     * @param written how the file is written
     * @param quoting how its rows are handed out
     * @param schema what the rows are, if that is known
     * @param marked whether outputs begin with a byte order mark
     */
    static Header read(
            Row row,
            List<String> names,
            Quoting written,
            Quoting quoting,
            Optional<TableSchema> schema,
            boolean marked) {
        Columns columns = new Columns(names);
        boolean asItCame = written.delimiter() == quoting.delimiter()
                && !written.skipInitialSpace()
                && names.equals(HeaderCheck.names(row, written));
        byte[] line = asItCame
                ? Arrays.copyOfRange(row.chunk().bytes, row.start(), row.end())
                : of(quoting, columns).bytes();
        List<Field> fields = schema.map(TableSchema::fields).orElse(List.of());
        return new Header(columns, line, quoting, new NumberFields(fields, quoting.encoding()), marked, false);
    }

    /** The header of records that have the fields of a schema, whose values are in UTF-8, and null where they have no bytes. */
    static Header of(TableSchema schema) {
        Dialect dialect = schema.dialect().withEncoding(StandardCharsets.UTF_8);
        Quoting quoting = new Quoting(dialect);
        Columns columns = new Columns(schema.fields().stream().map(Field::name).toList());
        NumberFields numbers = new NumberFields(schema.fields(), quoting.encoding());
        boolean otherEncoding = !schema.dialect().encoding().equals(StandardCharsets.UTF_8);
        return new Header(columns, of(quoting, columns).bytes(), quoting, numbers, otherEncoding, true);
    }

    /** A header that names {@code names} in that order, quoted where {@code dialect} needs it. */
    public static Header of(Dialect dialect, List<String> names) {
        Quoting quoting = new Quoting(dialect);
        return of(quoting, new Columns(names));
    }

    static Header of(Quoting quoting, Columns columns) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int i = 0; i < columns.size(); i++) {
            if (i > 0) {
                line.write(quoting.delimiter());
            }
            byte[] name = quoting.encoding().encode(columns.names().get(i));
            line.writeBytes(quoting.quoted(name, columns.size() == 1));
        }
        return new Header(columns, line.toByteArray(), quoting);
    }

    /** The column names in order, unquoted; empty if the file has no usable header. */
    public List<String> names() {
        return columns.names();
    }

    Columns columns() {
        return columns;
    }

    Quoting quoting() {
        return quoting;
    }

    /** Whether a value without any bytes is null, so that only one in quotes is a text of no characters. */
    boolean nulls() {
        return nulls;
    }

    /** Whether outputs begin with UTF-8's byte order mark, as their encoding is not the one that the schema names. */
    boolean marked() {
        return marked;
    }

    /** How numbers are written in the file's columns. */
    NumberFields numbers() {
        return numbers;
    }

    /**
     * The line as it came, without byte order mark and line end; written anew if the file's delimiter is not the schema's, or
     * a name is spelt otherwise than there. Not to be changed.
     */
    byte[] bytes() {
        return bytes;
    }

    /** The numbers in the columns of a file, each written as its schema says. Of columns that it does not know in the plain form. */
    static final class NumberFields {

        private final Encoding encoding;
        private final Map<String, ValueParser> parsers = new HashMap<>();

        NumberFields(List<Field> fields, Encoding encoding) {
            this.encoding = encoding;
            fields.stream()
                    .filter(field -> !field.numberForm().isDefault())
                    .forEach(field -> parsers.put(field.name(), ValueParser.of(field, encoding)));
        }

        /** The number that a value of a column is; null if it is none. */
        BigDecimal number(String name, String text) {
            ValueParser parser = parsers.get(name);
            return parser == null ? plain(text) : formed(parser, text);
        }

        private static BigDecimal plain(String text) {
            try {
                return new BigDecimal(text.strip());
            } catch (NumberFormatException e) {
                return null;
            }
        }

        private BigDecimal formed(ValueParser parser, String text) {
            byte[] value = text.getBytes(encoding.charset());
            byte[] padded = Arrays.copyOf(value, value.length + RowScanner.PADDING);
            Cell cell = new Cell();
            if (value.length == 0 || !parser.parse(padded, 0, value.length, cell)) {
                return null;
            }
            BigDecimal number = cell.number();
            return number.scale() < 0 ? number.setScale(0) : number;
        }
    }
}
