package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables refer to which, and what is counted and summed up for each row of the first of them.
 *
 * <pre>
 * { "constants": { "type": "customer_message" },
 *   "tables": [
 *     { "name": "customers", "key": "customer_reference" },
 *     { "name": "orders", "parent": "customers", "reference": "customer_reference",
 *       "key": "order_reference", "count": "number_of_orders" },
 *     { "name": "items", "parent": "orders", "reference": "order_reference",
 *       "sum": { "field": "total_price", "as": "total_amount_spent", "decimals": 2 } } ] }
 * </pre>
 *
 * @param constants what every result begins with
 * @param tables the tables, each after the one that it refers to
 */
public record RollupRules(Map<String, String> constants, List<Table> tables) {

    private static final List<String> KEYS = List.of("title", "description", "constants", "tables");
    private static final List<String> TABLE_KEYS = List.of("name", "key", "parent", "reference", "count", "sum");
    private static final List<String> SUM_KEYS = List.of("field", "as", "decimals");
    private static final int DECIMALS = 2;
    private static final int MOST_DECIMALS = 18;

    /**
     * A table.
     *
     * @param name its name
     * @param key the column that other tables refer to; empty if none does
     * @param parent the table that this one refers to; empty for the first
     * @param reference the column that holds the parent's key; empty for the first
     * @param count what the number of its rows is called in the results; empty if they are not counted
     * @param sum what is summed up
     */
    public record Table(
            String name,
            Optional<String> key,
            Optional<String> parent,
            Optional<String> reference,
            Optional<String> count,
            Optional<Sum> sum) {}

    /** A sum: the column, what the sum is called in the results, and how many decimals it has. */
    public record Sum(String field, String as, int decimals) {}

    /**
     * Reads a document; its name is for messages.
     *
     * @throws SchemaException with one sentence that says what is wrong and where
     */
    public static RollupRules of(String name, Map<String, ?> document) {
        DocumentPart part = new DocumentPart("Rollup " + name, "", document);
        part.requireKeys(KEYS, Map.of());
        Set<String> results = new LinkedHashSet<>();
        Map<String, String> constants = new LinkedHashMap<>();
        DocumentPart fixed = part.part("constants");
        for (String key : fixed.keys()) {
            constants.put(key, fixed.text(key, ""));
            results.add(key);
        }
        Map<String, Table> tables = new LinkedHashMap<>();
        for (DocumentPart table : part.parts("tables")) {
            Table read = table(table, tables);
            if (tables.put(read.name(), read) != null) {
                throw table.wrong("name", "\"" + read.name() + "\" names another table too; rename one.");
            }
            if (tables.size() == 1) {
                requireNew(table, "key", read.key().orElse(""), results);
            }
            read.count().ifPresent(as -> requireNew(table, "count", as, results));
            read.sum().ifPresent(sum -> requireNew(table.part("sum"), "as", sum.as(), results));
        }
        if (tables.isEmpty()) {
            throw part.wrong("tables", "is missing or empty; describe one table at least.");
        }
        return new RollupRules(Collections.unmodifiableMap(constants), List.copyOf(tables.values()));
    }

    private static Table table(DocumentPart part, Map<String, Table> earlier) {
        part.requireKeys(TABLE_KEYS, Map.of());
        String name = required(part, "name", "customers");
        Optional<Sum> sum = part.has("sum") ? Optional.of(sum(part.part("sum"))) : Optional.empty();
        if (earlier.isEmpty()) {
            for (String key : List.of("parent", "reference", "count", "sum")) {
                if (part.has(key)) {
                    throw part.wrong(key, "belongs to the tables after the first, which refer to another.");
                }
            }
            return new Table(
                    name,
                    Optional.of(required(part, "key", "customer_reference")),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    sum);
        }
        String parent = required(part, "parent", earlier.keySet().iterator().next());
        if (!earlier.containsKey(parent)) {
            throw part.wrong(
                    "parent",
                    "there is no table \"" + parent + "\" before this one" + Nearest.hint(parent, earlier.keySet()));
        }
        if (earlier.get(parent).key().isEmpty()) {
            throw part.wrong("parent", "the table \"" + parent + "\" has no key to refer to; give it one.");
        }
        return new Table(
                name,
                optional(part, "key"),
                Optional.of(parent),
                Optional.of(required(part, "reference", "customer_reference")),
                optional(part, "count"),
                sum);
    }

    private static Sum sum(DocumentPart part) {
        part.requireKeys(SUM_KEYS, Map.of());
        int decimals = part.count("decimals", DECIMALS);
        if (decimals > MOST_DECIMALS) {
            throw part.wrong("decimals", "must be " + MOST_DECIMALS + " at most.");
        }
        String field = required(part, "field", "total_price");
        return new Sum(field, part.text("as", field), decimals);
    }

    private static void requireNew(DocumentPart part, String key, String result, Set<String> results) {
        if (!results.add(result)) {
            throw part.wrong(key, "\"" + result + "\" stands in the results already; choose another name.");
        }
    }

    private static Optional<String> optional(DocumentPart part, String key) {
        String text = part.text(key, null);
        if (text != null && text.isBlank()) {
            throw part.wrong(key, "is empty; leave it out, or name a column.");
        }
        return Optional.ofNullable(text);
    }

    private static String required(DocumentPart part, String key, String example) {
        return optional(part, key)
                .orElseThrow(() -> part.wrong(key, "is missing; give it, such as \"" + example + "\"."));
    }

    /**
     * The table of a name.
     *
     * @throws IllegalArgumentException with one sentence, if there is none of that name
     */
    public Table table(String name) {
        List<String> names = new ArrayList<>();
        for (Table table : tables) {
            if (table.name().equals(name)) {
                return table;
            }
            names.add(table.name());
        }
        throw new IllegalArgumentException(
                "There is no table \"" + name + "\" in the rollup" + Nearest.hint(name, names));
    }
}
