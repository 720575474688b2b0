package dev.dromedary.function.records;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the records of a file are written.
 *
 * @see <a href="https://datapackage.org/standard/data-resource/#format">The property format of a Data Resource</a>
 */
public enum RecordFormat {
    /** Rows of values under a header: RFC 4180. */
    CSV("text/csv"),
    /** One JSON object on each line: https://github.com/ndjson/ndjson-spec */
    NDJSON("application/x-ndjson"),
    /** One JSON array of objects: RFC 8259. */
    JSON("application/json"),
    /** Columns, for those who query: https://parquet.apache.org. Is written only. */
    PARQUET("application/vnd.apache.parquet");

    private final String contentType;

    RecordFormat(String contentType) {
        this.contentType = contentType;
    }

    /** The media type of objects of this format. */
    public String contentType() {
        return contentType;
    }

    /** The name in a schema document and in a route, such as {@code ndjson}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of a name; empty if there is none. {@code jsonl} is NDJSON, too. */
    public static Optional<RecordFormat> of(String word) {
        String name = word.equals("jsonl") ? NDJSON.word() : word;
        return Arrays.stream(values()).filter(each -> each.word().equals(name)).findFirst();
    }

    /** The names of those that are read. */
    static List<String> read() {
        return List.of(CSV.word(), NDJSON.word(), JSON.word());
    }
}
