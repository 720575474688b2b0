package dev.dromedary.function.records;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The numbers in the columns of a file, each written as its schema says. Of columns that it does not know in the plain form. */
final class NumberFields {

    private final Encoding encoding;
    private final Map<String, ValueParser> parsers = new HashMap<>();

    NumberFields(List<Field> fields, Encoding encoding) {
        this.encoding = encoding;
        fields.stream()
                .filter(field -> !field.numberForm().equals(NumberForm.DEFAULT))
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
