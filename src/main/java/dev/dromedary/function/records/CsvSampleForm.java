package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Rows of values under a header. */
final class CsvSampleForm implements SampleForm {

    private final Quoting quoting;
    private final Header header;
    private final RowScanner scanner;

    CsvSampleForm(TableSchema schema) {
        this.quoting = new Quoting(schema.dialect());
        this.header = Header.of(
                schema.dialect(), schema.fields().stream().map(Field::name).toList());
        this.scanner = new RowScanner(quoting);
    }

    @Override
    public Optional<byte[]> head() {
        return Optional.of(header.bytes());
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public byte[] line(List<String> values) {
        byte[][] parts = new byte[values.size()][];
        int length = values.size() - 1;
        for (int i = 0; i < parts.length; i++) {
            parts[i] = quoting.quoted(quoting.encoding().encode(values.get(i)), parts.length == 1);
            length += parts[i].length;
        }
        byte[] line = new byte[length];
        int place = 0;
        for (int i = 0; i < parts.length; i++) {
            if (i > 0) {
                line[place++] = quoting.delimiter();
            }
            System.arraycopy(parts[i], 0, line, place, parts[i].length);
            place += parts[i].length;
        }
        return line;
    }

    @Override
    public Optional<Row> read(byte[] line) {
        byte[] file = Arrays.copyOf(line, line.length + RowScanner.PADDING);
        scanner.scan(
                new Chunk(file, header), 0, line.length, true, header.columns().size(), 2, line.length);
        return scanner.rowCount() == 1 ? Optional.of(scanner.rows()[0]) : Optional.empty();
    }

    @Override
    public String damage() {
        return RowReader.WRONG_NUMBER_OF_VALUES;
    }

    @Override
    public List<String> damaged(List<String> values, boolean shorter) {
        List<String> other = new ArrayList<>(values);
        if (values.size() > 1 && shorter) {
            other.remove(values.size() - 1);
        } else {
            other.add("extra");
        }
        return other;
    }
}
