package dev.dromedary.function.records;

import java.util.Arrays;
import java.util.Optional;

/**
 * What stands before a file's header, and what it says about the file: a {@code sep=} line, lines that the dialect passes
 * over, and CR as the only line end.
 */
final class FileStart {

    /** How far is looked for a line end. */
    private static final int FIRST_BYTES = 64 * 1024;

    private static final String SEPARATOR = "sep=";

    private final ByteWindow window;
    private final Limits limits;
    private final Optional<TableSchema> schema;
    private Dialect dialect;
    private byte[] first = new byte[0];
    private boolean carriageReturns;
    private int lines;

    FileStart(ByteWindow window, Dialect dialect, Limits limits, Optional<TableSchema> schema) {
        this.window = window;
        this.dialect = dialect;
        this.limits = limits;
        this.schema = schema;
    }

    /** The file's first bytes, 64 KB at the most. */
    byte[] first() {
        return first;
    }

    /** The dialect, with the delimiter that the file says it has. */
    Dialect dialect() {
        return dialect;
    }

    /** Whether CR alone ends the file's lines. */
    boolean carriageReturns() {
        return carriageReturns;
    }

    /** How many lines stand above the header. */
    int lines() {
        return lines;
    }

    /** Fills the window and looks at the first bytes. To be called first. */
    void look() {
        window.fill();
        while (!window.ended() && window.to() - window.from() < FIRST_BYTES && window.lineEnd() < 0) {
            window.fill();
        }
        first = Arrays.copyOfRange(window.bytes(), window.from(), Math.min(window.to(), window.from() + FIRST_BYTES));
    }

    /**
     * Takes what stands above the header; says why that can't be. Wide are UTF-16 and UTF-32, and so perhaps Excel's
     * "Unicode text", which has tabs.
     */
    Optional<Defect> passOver(Dialect encoded, boolean wide) {
        dialect = encoded;
        carriageReturns = hasCarriageReturnsOnly();
        if (carriageReturns) {
            window.endLinesAtCarriageReturns();
        }
        takeSeparatorLine();
        Optional<Defect> fault = dialect.headerRow() > lines + 1 && !namesAllFields() ? takeLines() : Optional.empty();
        if (wide && dialect.delimiter() == encoded.delimiter() && holdsTabsInstead()) {
            dialect = dialect.withDelimiter('\t');
        }
        return fault;
    }

    /** Whether tabs stand on the header's line, and the dialect's delimiter does not. */
    private boolean holdsTabsInstead() {
        boolean tabs = false;
        int end = window.lineEnd() < 0 ? window.to() : window.lineEnd();
        for (int i = window.from(); i < end; i++) {
            if (window.bytes()[i] == dialect.delimiter()) {
                return false;
            }
            tabs |= window.bytes()[i] == '\t';
        }
        return tabs && dialect.quote() != '\t';
    }

    /** Whether lines end, outside quotes, and none of them in LF. */
    private boolean hasCarriageReturnsOnly() {
        byte quote = (byte) dialect.quote();
        boolean quoted = false;
        boolean found = false;
        byte before = '\r';
        for (byte each : first) {
            if (each == quote && (quoted || !Character.isLetterOrDigit(before))) {
                quoted = !quoted;
            } else if (!quoted && each == '\n') {
                return false;
            }
            found |= !quoted && each == '\r';
            before = each;
        }
        return found;
    }

    /** Excel's way to say which delimiter a file has: {@code sep=;} on the first line. */
    private void takeSeparatorLine() {
        byte[] bytes = window.bytes();
        int place = window.from();
        int end = window.lineEnd() < 0 ? window.to() : window.lineEnd();
        while (end > place && bytes[end - 1] == '\r') {
            end--;
        }
        boolean quoted = end - place >= 2 && bytes[place] == dialect.quote() && bytes[end - 1] == dialect.quote();
        int start = quoted ? place + 1 : place;
        if (end - start - (quoted ? 1 : 0) != SEPARATOR.length() + 1) {
            return;
        }
        for (int i = 0; i < SEPARATOR.length(); i++) {
            if (Character.toLowerCase(bytes[start + i]) != SEPARATOR.charAt(i)) {
                return;
            }
        }
        char delimiter = (char) (bytes[start + SEPARATOR.length()] & 0xFF);
        boolean blank = delimiter == ' ' && dialect.skipInitialSpace();
        boolean usable = Dialect.isMark(delimiter) && !Character.isLetterOrDigit(delimiter) && !blank;
        if (usable && delimiter != dialect.quote()) {
            dialect = dialect.withDelimiter(delimiter);
            takeLine();
        }
    }

    private void takeLine() {
        window.takeTo(window.lineEnd() < 0 ? window.to() : window.lineEnd() + 1);
        lines++;
    }

    /** Our own outputs have their header on the first line, whatever the dialect says of those who send files. */
    private boolean namesAllFields() {
        return schema.isPresent() && new HeaderSearch(first, dialect, schema.get()).namesAllFields(lines);
    }

    private Optional<Defect> takeLines() {
        while (lines + 1 < dialect.headerRow()) {
            while (window.lineEnd() < 0 && !window.ended() && window.to() - window.from() <= limits.headerBytes()) {
                window.fill();
            }
            if (window.lineEnd() < 0) {
                return Optional.of(
                        window.ended()
                                ? new Defect(
                                        "missing_header",
                                        "The file ends before line " + dialect.headerRow()
                                                + ", where the dialect's headerRows says that the header is; correct"
                                                + " the file or the schema.")
                                : new Defect(
                                        "header_too_large",
                                        "Line " + (lines + 1)
                                                + ", which the dialect's headerRows passes over, is longer"
                                                + " than " + limits.headerBytes()
                                                + " bytes; check that the file is CSV."));
            }
            takeLine();
        }
        return Optional.empty();
    }
}
