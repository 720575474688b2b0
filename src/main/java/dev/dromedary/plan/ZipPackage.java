package dev.dromedary.plan;

/** The zips that the build makes for functions. Each has what the one before has, and more. */
enum ZipPackage {
    /** The ordinary one. */
    FUNCTION(null),
    /** With what writes Parquet. */
    PARQUET("parquet"),
    /** With DuckDB. */
    DUCKDB("duckdb");

    private final String word;

    ZipPackage(String word) {
        this.word = word;
    }

    /** As the plan calls it; null for the ordinary one. */
    String word() {
        return word;
    }
}
