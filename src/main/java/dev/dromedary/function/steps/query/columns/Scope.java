package dev.dromedary.function.steps.query.columns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What names of columns mean at a place of a query. */
final class Scope {

    private final Map<String, Relation> relations = new LinkedHashMap<>();
    /** Of the same SELECT, by the names that they have been given. */
    private final Relation aliases = Relation.selected();
    /** Of the SELECT around this one. */
    private final Optional<Scope> outer;

    Scope(Optional<Scope> outer) {
        this.outer = outer;
    }

    void add(String name, Relation relation) {
        if (relations.put(Relation.key(name), relation) != null) {
            throw new UnknownSyntaxException("two of the name " + name);
        }
    }

    void alias(String name, Origins origins) {
        aliases.put(name, origins);
    }

    /** What a star stands for. */
    Iterable<Relation> starred(String relation) {
        if (relation.isEmpty()) {
            return relations.values();
        }
        return List.of(Optional.ofNullable(relations.get(Relation.key(relation)))
                .orElseThrow(() -> new UnknownSyntaxException(relation)));
    }

    /** A column by which tables are joined. */
    List<Origins> shared(String name) {
        List<Relation> sure =
                relations.values().stream().filter(each -> each.has(name)).toList();
        if (sure.size() < 2 && relations.size() > 2) {
            throw new UnknownSyntaxException(name + " may be of several tables");
        }
        return (sure.size() < 2 ? List.copyOf(relations.values()) : sure)
                .stream().flatMap(each -> each.column(name).stream()).toList();
    }

    /** What a name of one or several parts is made of. */
    Origins column(JsonNode names) {
        return find(names).orElseThrow(() -> new UnknownSyntaxException(names.toString()));
    }

    private Optional<Origins> find(JsonNode names) {
        if (names.size() > 1) {
            Relation relation = relations.get(Relation.key(names.get(0).asText()));
            if (relation != null) {
                return relation.column(names.get(1).asText());
            }
        }
        return names.size() > 1 && outer.flatMap(scope -> scope.find(names)).isPresent()
                ? outer.get().find(names)
                : single(names.get(0).asText());
    }

    /** A table's columns may not all be known, so who is known to have the name wins, at whatever distance. */
    private Optional<Origins> single(String name) {
        return known(name).or(() -> possible(name));
    }

    private Optional<Origins> known(String name) {
        return relations.values().stream()
                .filter(each -> each.has(name))
                .findFirst()
                .or(() -> Optional.of(aliases).filter(each -> each.has(name)))
                .flatMap(each -> each.column(name))
                .or(() -> outer.flatMap(scope -> scope.known(name)));
    }

    private Optional<Origins> possible(String name) {
        List<Origins> possible = relations.values().stream()
                .flatMap(each -> each.column(name).stream())
                .toList();
        if (possible.size() > 1) {
            throw new UnknownSyntaxException(name + " may be of several tables");
        }
        return possible.stream().findFirst().or(() -> outer.flatMap(scope -> scope.possible(name)));
    }
}
