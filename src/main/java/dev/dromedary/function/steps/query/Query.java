package dev.dromedary.function.steps.query;

import dev.dromedary.function.steps.Correlation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A SELECT and what it is about.
 *
 * @param name the file with its text, for messages
 * @param sql the text; values stand in it as literals
 * @param tables the tables that it may name, with the objects that they had when the query was made
 * @param deadline when it has to have ended, if there is a deadline
 */
public record Query(String name, String sql, List<QueryTable> tables, Optional<Instant> deadline) {

    public Query {
        tables = List.copyOf(tables);
    }

    /** Names the query over just these objects, as 64 hexadecimal digits: a retry of the same has the same. */
    public String token() {
        StringBuilder all = new StringBuilder(sql);
        for (QueryTable table : tables) {
            all.append('\0').append(table.name());
            table.objects()
                    .forEach(object ->
                            all.append('\0').append(object.key()).append('\0').append(object.etag()));
        }
        return Correlation.sha256(all.toString());
    }

    /** Whether no table has an object. */
    public boolean isEmpty() {
        return tables.stream().allMatch(table -> table.objects().isEmpty());
    }
}
