package dev.dromedary.function.records;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes up CSV files for a schema: values around the fields' examples that obey the schema, and bad rows for each reason
 * in turn. The same schema, seed, number of rows and share give the same bytes. Memory is constant in the number of rows.
 *
 * <p>Every row is judged by the schema's own validator before it is written, so a good row is valid, and a bad one is
 * rejected for the reason that it was made for.
 */
public final class SampleGenerator {

    /** Tries after which a row of a kind is taken to be impossible. */
    private static final int MOST_TRIES = 1000;

    private final TableSchema schema;
    private final long seed;
    private final Quoting quoting;
    private final Header header;
    private final BatchValidator validator;
    private final RowScanner scanner;

    /** A generator of files for the schema. */
    public SampleGenerator(TableSchema schema, long seed) {
        this.schema = schema;
        this.seed = seed;
        this.quoting = new Quoting(schema.dialect());
        this.header = Header.of(
                schema.dialect(), schema.fields().stream().map(Field::name).toList());
        this.validator = new BatchValidator(schema, header);
        this.scanner = new RowScanner(quoting);
    }

    /**
     * Writes a file with header.
     *
     * @param rows how many rows, good and bad
     * @param badShare the share of bad ones, from 0 to 1; exactly {@code round(rows * badShare)} rows are bad
     * @throws IOException if the stream fails
     * @throws IllegalStateException if no good row can be made up, as for a pattern without an example
     */
    public void write(OutputStream out, long rows, double badShare) throws IOException {
        if (rows < 0 || !(badShare >= 0 && badShare <= 1)) {
            throw new IllegalArgumentException("Rows must be 0 or more, and the share of bad ones from 0 to 1.");
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<ValueSampler> samplers = samplers(rows);
        long badLeft = Math.round(rows * badShare);
        List<String> reasons = badLeft == 0 ? List.of() : possibleReasons(samplers);
        LineBuffer lines = new LineBuffer(out);
        lines.write(header.bytes());
        lines.endLine();
        int turn = 0;
        for (long i = 0; i < rows; i++) {
            // As many of those left are bad as must be: spread about, yet exactly that many in the end.
            boolean bad = badLeft > 0 && random.nextLong(rows - i) < badLeft;
            String reason = bad ? reasons.get(turn++ % reasons.size()) : null;
            badLeft -= bad ? 1 : 0;
            byte[] line = line(samplers, reason, i, random);
            if (line == null) {
                throw new IllegalStateException("Schema " + schema.name()
                        + ": no valid row can be made up; give each field an example that its constraints allow.");
            }
            lines.write(line);
            lines.endLine();
        }
        lines.pass();
    }

    /** The reasons for which bad rows can be made, in the order in which they are made. */
    public List<String> reasons() {
        return possibleReasons(samplers(1));
    }

    private List<ValueSampler> samplers(long rows) {
        List<ValueSampler> samplers = new ArrayList<>();
        for (Field field : schema.fields()) {
            samplers.add(ValueSampler.of(field, quoting.encoding(), rows));
        }
        return samplers;
    }

    private List<String> possibleReasons(List<ValueSampler> samplers) {
        Set<String> reasons = new LinkedHashSet<>();
        schema.fields().forEach(field -> reasons.add("missing_" + field.name()));
        schema.fields().forEach(field -> reasons.add("invalid_" + field.name()));
        schema.rules().forEach(rule -> reasons.add(rule.reason()));
        reasons.add(RowReader.WRONG_NUMBER_OF_VALUES);
        SplittableRandom random = new SplittableRandom(seed);
        reasons.removeIf(reason -> line(samplers, reason, 0, random) == null);
        return List.copyOf(reasons);
    }

    /** A row for the reason (null: a good one), or null if there seems to be none. */
    private byte[] line(List<ValueSampler> samplers, String reason, long number, SplittableRandom random) {
        for (int i = 0; i < MOST_TRIES; i++) {
            List<String> values = new ArrayList<>(samplers.size() + 1);
            for (ValueSampler sampler : samplers) {
                values.add(sampler.valid(number, random));
            }
            spoil(values, samplers, reason, random);
            byte[] line = line(values);
            if (isFor(reason, line)) {
                return line;
            }
        }
        return null;
    }

    private void spoil(List<String> values, List<ValueSampler> samplers, String reason, SplittableRandom random) {
        if (reason == null) {
            return;
        }
        if (reason.equals(RowReader.WRONG_NUMBER_OF_VALUES)) {
            if (values.size() > 1 && random.nextBoolean()) {
                values.remove(values.size() - 1);
            } else {
                values.add("extra");
            }
            return;
        }
        for (int i = 0; i < samplers.size(); i++) {
            Field field = schema.fields().get(i);
            if (reason.equals("missing_" + field.name())) {
                values.set(
                        i,
                        field.missingValues().isEmpty()
                                ? ""
                                : field.missingValues().get(0));
            } else if (reason.equals("invalid_" + field.name())) {
                values.set(i, samplers.get(i).invalid(random));
            } else if (isRule(reason)) {
                values.set(i, samplers.get(i).extreme(values.get(i), random));
            }
        }
    }

    private boolean isRule(String reason) {
        return schema.rules().stream().anyMatch(rule -> rule.reason().equals(reason));
    }

    private byte[] line(List<String> values) {
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

    /** Whether the row is rejected for that reason, or valid if the reason is null. */
    private boolean isFor(String reason, byte[] line) {
        byte[] file = Arrays.copyOf(line, line.length + RowScanner.PADDING);
        scanner.scan(
                new Chunk(file, header), 0, line.length, true, header.columns().size(), 2, line.length);
        if (scanner.rowCount() != 1) {
            return false;
        }
        Row row = scanner.rows()[0];
        validator.validate(List.of(row));
        return Objects.equals(row.reason(), reason);
    }
}
