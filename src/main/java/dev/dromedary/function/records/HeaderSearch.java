package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks for a schema's header in the first lines of a file, also with other delimiters than the dialect's. */
final class HeaderSearch {

    private static final int MOST_LINES = 50;
    private static final String DELIMITERS = ",;\t|:^~ ";

    private final byte[] first;
    private final Dialect dialect;
    private final TableSchema schema;
    private final List<String> fields;

    /** @param first the first bytes of the file, without byte order mark */
    HeaderSearch(byte[] first, Dialect dialect, TableSchema schema) {
        this.first = first;
        this.dialect = dialect;
        this.schema = schema;
        this.fields = schema.fields().stream().map(Field::name).toList();
    }

    /** A line, from 1, on which the schema's names stand between delimiters, and how many of them do. */
    private record Found(int line, char delimiter, int names) {}

    /** Whether all fields of the schema stand on a line of the file, from 0. */
    boolean namesAllFields(int line) {
        List<byte[]> lines = lines();
        return line < lines.size() && names(lines.get(line), dialect.delimiter()) == fields.size();
    }

    /**
     * Why the header was not found on the line where it should be: it stands further down, or between other delimiters.
     */
    Optional<Defect> defect(long line) {
        Found best = new Found(0, dialect.delimiter(), 0);
        List<byte[]> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            for (char delimiter : candidates()) {
                int names = names(lines.get(i), delimiter);
                if (names > best.names()) {
                    best = new Found(i + 1, delimiter, names);
                }
            }
        }
        boolean enough = best.names() == fields.size() || best.names() >= Math.max(2, (fields.size() + 1) / 2);
        return enough ? defect(best, line) : Optional.empty();
    }

    private Optional<Defect> defect(Found found, long line) {
        String between = "between " + shown(found.delimiter()) + ", but schema " + schema.name() + " says that "
                + shown(dialect.delimiter()) + " separates values";
        if (found.line() > line) {
            String also = found.delimiter() == dialect.delimiter() ? "" : ", and " + between;
            return Optional.of(new Defect(
                    "title_rows",
                    "The header stands on line " + found.line() + ", below lines that are none" + also
                            + "; remove what stands above it, or let headerRows of the schema's dialect be ["
                            + found.line() + "]."));
        }
        if (found.line() == line && found.delimiter() != dialect.delimiter()) {
            return Optional.of(new Defect(
                    "wrong_delimiter",
                    "The header's names stand " + between
                            + "; store the file with that, or let the dialect's delimiter be what the file has."));
        }
        if (found.line() < line) {
            return Optional.of(new Defect(
                    "misplaced_header",
                    "The header stands on line " + found.line() + ", but headerRows of the schema's dialect says line "
                            + dialect.headerRow() + "; correct the file or the schema."));
        }
        return Optional.empty();
    }

    private static String shown(char delimiter) {
        return switch (delimiter) {
            case '\t' -> "tabs";
            case ' ' -> "spaces";
            case ',' -> "commas (,)";
            case ';' -> "semicolons (;)";
            default -> "\"" + delimiter + "\"";
        };
    }

    /** The dialect's own first: another has to be better. */
    private List<Character> candidates() {
        List<Character> candidates = new ArrayList<>();
        candidates.add(dialect.delimiter());
        for (char delimiter : DELIMITERS.toCharArray()) {
            if (delimiter != dialect.delimiter() && delimiter != dialect.quote()) {
                candidates.add(delimiter);
            }
        }
        return candidates;
    }

    private List<byte[]> lines() {
        List<byte[]> lines = new ArrayList<>();
        boolean returns = !contains((byte) '\n');
        int start = 0;
        for (int i = 0; i <= first.length && lines.size() < MOST_LINES; i++) {
            if (i == first.length || first[i] == '\n' || returns && first[i] == '\r') {
                lines.add(Arrays.copyOfRange(first, start, i));
                start = i + 1;
            }
        }
        return lines;
    }

    private boolean contains(byte wanted) {
        for (byte each : first) {
            if (each == wanted) {
                return true;
            }
        }
        return false;
    }

    /** How many of the schema's names stand on the line. */
    private int names(byte[] line, char delimiter) {
        boolean blanks = delimiter != ' ' && dialect.quote() != ' ';
        Quoting quoting = new Quoting(new Dialect(delimiter, dialect.quote(), dialect.encoding(), false, blanks, 1));
        byte[] padded = Arrays.copyOf(line, line.length + RowScanner.PADDING);
        RowScanner scanner = new RowScanner(quoting);
        scanner.scan(new Chunk(padded, null), 0, line.length, true, -1, 1, line.length);
        if (scanner.rowCount() == 0 || scanner.rows()[0].reason() != null) {
            return 0;
        }
        List<String> names = HeaderNames.matched(HeaderCheck.names(scanner.rows()[0], quoting), fields);
        return (int) fields.stream().filter(names::contains).count();
    }
}
