package dev.dromedary.function.steps.query.columns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns of its tables the columns of a query are made of. Knows what DuckDB and Trino share; of a query with something
 * else it says nothing, rather than something that may be wrong.
 *
 * @see <a href="https://duckdb.org/docs/stable/data/json/sql_to_and_from_json">DuckDB's syntax tree</a>
 */
public final class QueryColumns {

    private final Relation selected;

    private QueryColumns(Relation selected) {
        this.selected = selected;
    }

    /**
     * Reads a syntax tree.
     *
     * @param tree what DuckDB's {@code json_serialize_sql} makes of the query
     * @param tables the tables that the query may name, each with the columns that are known of it; it may have others
     * @return empty if the tree is none of one SELECT, or has something whose columns are not followed
     */
    public static Optional<QueryColumns> of(JsonNode tree, Map<String, Set<String>> tables) {
        if (tree.path("error").asBoolean(true) || tree.path("statements").size() != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(new QueryColumns(
                    new Selects(tables).of(tree.path("statements").get(0).path("node"), Optional.empty(), Map.of())));
        } catch (UnknownSyntaxException e) {
            return Optional.empty();
        }
    }

    /** What a column of the result is made of. */
    public Origins column(String name) {
        return selected.column(name).orElseGet(Origins::new);
    }

    /** What decides which records the result has, and in which order. */
    public Origins records() {
        return selected.records();
    }
}
