package dev.dromedary.function.records;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes up files for a schema, JSON lines if it says so and else CSV: values around the fields' examples that obey the schema, and bad
 * rows for each reason in turn. Some rows may be there again further down, as what is delivered at least once is. The same schema,
 * seed, number of rows and shares give the same bytes. Memory is constant in the number of rows.
 *
 * <p>Every row is judged by the schema's own validator before it is written, so a good row is valid, and a bad one is
 * rejected for the reason that it was made for.
 */
public final class SampleGenerator {

    /** Tries after which a row of a kind is taken to be impossible. */
    private static final int MOST_TRIES = 1000;

    /** A repeat is of one of so many good rows before it. */
    private static final int REMEMBERED = 500;

    private final TableSchema schema;
    private final long seed;
    private final Encoding encoding;
    private final SampleForm form;
    private final BatchValidator validator;

    /** A generator of files for the schema. */
    public SampleGenerator(TableSchema schema, long seed) {
        this.schema = schema;
        this.seed = seed;
        this.encoding = new Quoting(schema.dialect()).encoding();
        this.form = SampleForm.of(schema);
        this.validator = new BatchValidator(schema, form.header());
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
        write(out, rows, badShare, 0);
    }

    /**
     * Writes a file with repeats.
     *
     * @param repeatedShare the share of good rows that are repeats of one of the 500 good rows before them, from 0 to 1
     * @throws IOException if the stream fails
     * @throws IllegalStateException if no good row can be made up
     */
    public void write(OutputStream out, long rows, double badShare, double repeatedShare) throws IOException {
        if (rows < 0 || !(badShare >= 0 && badShare <= 1) || !(repeatedShare >= 0 && repeatedShare <= 1)) {
            throw new IllegalArgumentException("Rows must be 0 or more, and shares from 0 to 1.");
        }
        List<byte[]> remembered = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        List<ValueSampler> samplers = samplers(rows);
        long badLeft = Math.round(rows * badShare);
        List<String> reasons = badLeft == 0 ? List.of() : possibleReasons(samplers);
        LineBuffer lines = new LineBuffer(out);
        if (form.head().isPresent()) {
            lines.write(form.head().get());
            lines.endLine();
        }
        int turn = 0;
        for (long i = 0; i < rows; i++) {
            // As many of those left are bad as must be: spread about, yet exactly that many in the end.
            boolean bad = badLeft > 0 && random.nextLong(rows - i) < badLeft;
            String reason = bad ? reasons.get(turn++ % reasons.size()) : null;
            badLeft -= bad ? 1 : 0;
            boolean again = !bad && !remembered.isEmpty() && repeatedShare > 0 && random.nextDouble() < repeatedShare;
            byte[] line = again ? remembered.get(random.nextInt(remembered.size())) : line(samplers, reason, i, random);
            if (line == null) {
                throw new IllegalStateException("Schema " + schema.name()
                        + ": no valid row can be made up; give each field an example that its constraints allow.");
            }
            if (!bad && !again && repeatedShare > 0) {
                remember(remembered, line, i);
            }
            lines.write(line);
            lines.endLine();
        }
        lines.pass();
    }

    private static void remember(List<byte[]> remembered, byte[] line, long number) {
        if (remembered.size() < REMEMBERED) {
            remembered.add(line);
        } else {
            remembered.set((int) (number % REMEMBERED), line);
        }
    }

    /** The reasons for which bad rows can be made, in the order in which they are made. */
    public List<String> reasons() {
        return possibleReasons(samplers(1));
    }

    private List<ValueSampler> samplers(long rows) {
        List<ValueSampler> samplers = new ArrayList<>();
        for (Field field : schema.fields()) {
            samplers.add(ValueSampler.of(field, encoding, rows));
        }
        return samplers;
    }

    private List<String> possibleReasons(List<ValueSampler> samplers) {
        Set<String> reasons = new LinkedHashSet<>();
        schema.fields().forEach(field -> reasons.add("missing_" + field.name()));
        schema.fields().forEach(field -> reasons.add("invalid_" + field.name()));
        schema.rules().forEach(rule -> reasons.add(rule.reason()));
        reasons.add(form.damage());
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
            byte[] line = form.line(spoilt(values, samplers, reason, random));
            if (isFor(reason, line)) {
                return line;
            }
        }
        return null;
    }

    private List<String> spoilt(
            List<String> values, List<ValueSampler> samplers, String reason, SplittableRandom random) {
        if (reason == null) {
            return values;
        }
        if (reason.equals(form.damage())) {
            return form.damaged(values, random.nextBoolean());
        }
        for (int i = 0; i < samplers.size(); i++) {
            Field field = schema.fields().get(i);
            if (reason.equals("missing_" + field.name())) {
                values.set(
                        i,
                        field.missingValues().isEmpty()
                                ? ""
                                : field.missingValues().get(0));
            } else if (reason.equals("invalid_" + field.name()) && !isRule(reason)) {
                values.set(i, samplers.get(i).invalid(random));
            } else if (isRule(reason)) {
                values.set(i, samplers.get(i).extreme(values.get(i), random));
            }
        }
        return values;
    }

    private boolean isRule(String reason) {
        return schema.rules().stream().anyMatch(rule -> rule.reason().equals(reason));
    }

    /** Whether the row is rejected for that reason, or valid if the reason is null. */
    private boolean isFor(String reason, byte[] line) {
        Row row = form.read(line).orElse(null);
        if (row == null) {
            return false;
        }
        validator.validate(List.of(row));
        return Objects.equals(row.reason(), reason);
    }
}
