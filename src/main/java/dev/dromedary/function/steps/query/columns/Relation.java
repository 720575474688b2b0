package dev.dromedary.function.steps.query.columns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a SELECT reads from, or is: columns, not all of which need be known by name. */
final class Relation {

    private final Map<String, Origins> named = new LinkedHashMap<>();
    /** Of which a star takes all columns. */
    private final List<Relation> behind = new ArrayList<>();
    /** A table, whose columns are asked for by name. */
    private final Optional<String> table;
    /** The columns that the table's schema knows; it may have others, such as those of partitions. */
    private final Set<String> known;
    /** What all of its columns are made of, if it is no table. */
    private final Optional<Origins> every;
    /** What decides which records there are. */
    private final Origins records = new Origins();

    private Relation(Optional<String> table, Set<String> known, Optional<Origins> every) {
        this.table = table;
        this.known = known;
        this.every = every;
    }

    static Relation selected() {
        return new Relation(Optional.empty(), Set.of(), Optional.empty());
    }

    static Relation table(String name, Set<String> known) {
        return new Relation(Optional.of(name), known, Optional.empty());
    }

    /** What a function makes, such as {@code unnest}. */
    static Relation made(Origins every) {
        return new Relation(Optional.empty(), Set.of(), Optional.of(every));
    }

    void put(String name, Origins origins) {
        named.put(key(name), origins);
    }

    void putAll(Relation starred) {
        named.putAll(starred.named);
        behind.add(starred);
    }

    /** A column by its name; empty if there is none. */
    Optional<Origins> column(String name) {
        Origins own = named.get(key(name));
        if (own != null) {
            return Optional.of(own);
        }
        if (table.isPresent()) {
            return Optional.of(Origins.of(new TableColumn(table.get(), name)));
        }
        return every.or(() -> behind.stream()
                .flatMap(relation -> relation.column(name).stream())
                .findFirst());
    }

    /** Whether it is known to have the column, rather than that it may have. */
    boolean has(String name) {
        return named.containsKey(key(name))
                || known.contains(key(name))
                || behind.stream().anyMatch(relation -> relation.has(name));
    }

    /** Its columns in their order. */
    List<Origins> columns() {
        if (table.isPresent() || every.isPresent() || !behind.stream().allMatch(Relation::isClosed)) {
            throw new UnknownSyntaxException("columns that are not named");
        }
        return List.copyOf(named.values());
    }

    List<String> names() {
        return List.copyOf(named.keySet());
    }

    private boolean isClosed() {
        return table.isEmpty() && every.isEmpty() && behind.stream().allMatch(Relation::isClosed);
    }

    Origins records() {
        return records;
    }

    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
