package dev.dromedary.plan.catalog;

import dev.dromedary.function.records.ColumnType;
import dev.dromedary.function.records.Field;
import java.util.Locale;
import java.util.Optional;

/** The formats that Athena reads, and what their columns can be. */
public enum CatalogFormat {
    PARQUET,
    /** Its columns stand in an order, and all are texts, as the SerDe that knows quotes has no nulls. */
    CSV,
    /** One object a line. */
    NDJSON,
    /** One object in each file, over as many lines as it has. */
    DOCUMENT;

    /** The name in the plan. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** That of a word in a route or a schema, or of the ending of a key; empty if Athena can't read it. */
    public static Optional<CatalogFormat> of(String word) {
        return switch (word) {
            case "parquet" -> Optional.of(PARQUET);
            case "csv" -> Optional.of(CSV);
            case "ndjson", "jsonl" -> Optional.of(NDJSON);
            default -> Optional.empty();
        };
    }

    /**
     * The type of a field's column; empty if there is none that Athena has, as for a time of day in Parquet.
     *
     * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/data-types.html">Data types in Athena</a>
     */
    Optional<String> type(Field field) {
        return switch (this) {
            case PARQUET -> parquet(ColumnType.of(field));
            case NDJSON ->
                Optional.of(
                        switch (field.type()) {
                            case INTEGER, YEAR -> "bigint";
                            case NUMBER -> "double";
                            case BOOLEAN -> "boolean";
                            default -> "string";
                        });
            default -> Optional.of("string");
        };
    }

    private static Optional<String> parquet(ColumnType type) {
        return switch (type.kind()) {
            case INTEGER -> Optional.of("int");
            case VARCHAR -> Optional.of("string");
            case TIME -> Optional.empty();
            default -> Optional.of(type.sql());
        };
    }
}
