package dev.dromedary.function.steps.query.athena;

import dev.dromedary.function.steps.PartitionName;
import dev.dromedary.function.steps.query.GlueName;
import dev.dromedary.function.steps.query.PartitionValues;
import dev.dromedary.function.steps.query.Query;
import dev.dromedary.function.steps.query.QueryTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a query as Athena gets it: the same SELECT, before which each table that it names is a WITH of the catalog's table,
 * held to the partitions that the query is about. So no more is read than DuckDB would download, and the SELECT needs not know
 * what tables are called in an environment.
 *
 * @param database the catalog's
 */
record CatalogSql(String database) {

    /** More partitions would make the text longer than the 262,144 bytes that Athena takes. */
    private static final int MOST_PARTITIONS = 500;

    /** What may stand before the first word: https://trino.io/docs/current/language/comments.html */
    private static final Pattern FIRST = Pattern.compile(
            "\\A((?:\\s|--[^\\n]*\\n|/\\*.*?\\*/)*)(WITH\\s+(?:RECURSIVE\\s+)?)?",
            Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    String of(Query query) {
        List<String> tables = new ArrayList<>();
        query.tables().forEach(table -> tables.add(table.name() + " AS (" + select(table) + ")"));
        Matcher first = FIRST.matcher(query.sql());
        if (!first.lookingAt()) {
            throw new IllegalStateException("The pattern fits every text");
        }
        String with = first.group(2) == null ? "WITH " : first.group(2);
        return first.group(1)
                + with
                + String.join(", ", tables)
                + (first.group(2) == null ? "\n" : ", ")
                + query.sql().substring(first.end());
    }

    private String select(QueryTable table) {
        Set<String> partitions = new TreeSet<>();
        table.objects().forEach(object -> partitions.add(PartitionName.above(object.key())));
        String from = "SELECT * FROM \"" + database + "\".\"" + GlueName.ofFolder(folder(table.prefix())) + "\"";
        if (table.objects().isEmpty()) {
            return from + " WHERE false";
        }
        if (partitions.contains("") || partitions.size() > MOST_PARTITIONS) {
            return from;
        }
        return from + " WHERE "
                + String.join(
                        " OR ", partitions.stream().map(CatalogSql::condition).toList());
    }

    /** Of a prefix that may name a partition. */
    private static String folder(String prefix) {
        String partition = PartitionName.above(prefix + "object");
        return partition.isEmpty() ? prefix : prefix.substring(0, prefix.length() - partition.length() - 1);
    }

    /** The values come from keys, and are held to a pattern in which no quote stands. */
    private static String condition(String partition) {
        List<String> columns = new ArrayList<>();
        for (Map.Entry<String, String> value : PartitionValues.of(partition).entrySet()) {
            columns.add(GlueName.plain(value.getKey()) + " = '" + value.getValue() + "'");
        }
        return "(" + String.join(" AND ", columns) + ")";
    }
}
