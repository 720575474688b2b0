package dev.dromedary.function.steps.query;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What runs queries. One class an engine; the option {@code engine} chooses. */
public interface QueryEngine {

    /**
     * Runs a query to its end.
     *
     * @param query of which at least one table has an object
     * @return the result as CSV (RFC 4180, UTF-8) with a header; a value that is null is an unquoted empty one. Moments have a blank
     *     between date and time, and no zone. Whoever gets it closes it, which lets go of all that the engine holds for it
     * @throws QueryFailedException if the query failed, was cancelled, or can't be run; never a result that is not whole
     * @throws IOException if the result can't be stored or read
     */
    InputStream run(Query query) throws IOException;

    /**
     * What a query consists of, for its lineage.
     *
     * @return its syntax tree, as <a href="https://duckdb.org/docs/stable/data/json/sql_to_and_from_json">DuckDB</a> writes it;
     *     empty if the engine tells none
     */
    default Optional<String> syntaxTree(Query query) {
        return Optional.empty();
    }
}
