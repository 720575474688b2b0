package dev.dromedary.function.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a file of records can be cut into parts that are read each by itself: behind the end of a line, where no value reaches over line
 * ends. All parts together have the records of the whole file, each once and as it came.
 *
 * @param hindrance why it can't be cut, as the rest of a sentence that begins with "it"; empty if it can
 * @param headerBytes how many of its first bytes stand before each part, for it to have a header of its own; 0 for JSON lines
 * @param format of its records
 */
public record LineCuts(Optional<String> hindrance, int headerBytes, RecordFormat format) {

    /** How many of a file's first bytes are looked at. */
    public static final int FIRST_BYTES = 64 * 1024;

    /** What a part of JSON lines begins with, so that it is told to be that by its first bytes, as the whole file is. */
    private static final Pattern OBJECT = Pattern.compile("\\{[ \\t]*[\"}].*", Pattern.DOTALL);

    /** Excel's way to name the delimiter, perhaps in quotes, which the schema's dialect may write otherwise. */
    private static final String SEPARATOR = ".?sep=.*";

    /**
     * Looks at a file.
     *
     * @param first its first bytes, {@value #FIRST_BYTES} unless it has fewer
     * @param schema by which it is read
     */
    public static LineCuts of(byte[] first, TableSchema schema) {
        RecordFormat format = schema.format().orElseGet(() -> FormatReader.format(first));
        Optional<String> hindrance = whole(first, format);
        if (hindrance.isPresent() || format == RecordFormat.NDJSON) {
            return new LineCuts(hindrance, 0, format);
        }
        int header = lineEnd(first, 0);
        return new LineCuts(table(first, header, schema.dialect()), Math.max(0, header), format);
    }

    private static Optional<String> whole(byte[] first, RecordFormat format) {
        if (ExpandedInput.compression(first, first.length) != Compression.NONE) {
            return Optional.of("is packed");
        }
        String text = new String(first, StandardCharsets.ISO_8859_1);
        if (text.indexOf(0) >= 0 || text.startsWith("\u00FE\u00FF") || text.startsWith("\u00FF\u00FE")) {
            return Optional.of("is in UTF-16, in UTF-32 or no text");
        }
        return format == RecordFormat.JSON ? Optional.of("is one array") : Optional.empty();
    }

    private static Optional<String> table(byte[] first, int header, Dialect dialect) {
        if (dialect.lineBreaks()) {
            return Optional.of(
                    "may have line breaks in values, as the schema's dialect does not say lineBreaks: false");
        }
        if (header < 0) {
            return Optional.of("has no line end in its first " + FIRST_BYTES + " bytes");
        }
        String line = new String(first, 0, header, StandardCharsets.ISO_8859_1);
        if (dialect.headerRow() > 1 || line.matches("(?s)(\u00EF\u00BB\u00BF)?" + SEPARATOR)) {
            return Optional.of("has lines above its header");
        }
        boolean open = line.chars().filter(each -> each == dialect.quote()).count() % 2 == 1;
        return open ? Optional.of("has a quote in its header that does not close") : Optional.empty();
    }

    /** Behind the first line end from a place on; -1 if there is none. */
    private static int lineEnd(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    /**
     * Where the file can be cut: behind a line end.
     *
     * @param bytes a stretch of the file
     * @param last whether the file ends with it
     * @return the first such place; -1 if there is none, or what stands behind it has to be seen
     */
    public int place(byte[] bytes, boolean last) {
        for (int at = lineEnd(bytes, 0); at >= 0; at = lineEnd(bytes, at)) {
            if (at < bytes.length && begins(bytes, at)) {
                return at;
            }
        }
        return last ? bytes.length : -1;
    }

    private boolean begins(byte[] bytes, int at) {
        if (format != RecordFormat.NDJSON) {
            return true;
        }
        byte[] seen = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 64));
        return OBJECT.matcher(new String(seen, StandardCharsets.ISO_8859_1)).matches();
    }
}
