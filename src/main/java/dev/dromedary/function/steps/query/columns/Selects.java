package dev.dromedary.function.steps.query.columns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the columns of SELECTs in a syntax tree are made of. */
final class Selects {

    private final Map<String, Set<String>> known;
    private final Expressions expressions = new Expressions(this);

    /** @param known the tables, each with the columns that its schema knows */
    Selects(Map<String, Set<String>> known) {
        this.known = known;
    }

    Relation of(JsonNode node, Optional<Scope> outer, Map<String, Relation> around) {
        Map<String, Relation> tables = new HashMap<>(around);
        for (JsonNode each : node.path("cte_map").path("map")) {
            JsonNode common = each.path("value");
            if (!common.path("aliases").isEmpty()) {
                throw new UnknownSyntaxException("names of columns beside that of a table");
            }
            tables.put(Relation.key(each.path("key").asText()), of(query(common), Optional.empty(), tables));
        }
        return switch (node.path("type").asText()) {
            case "SELECT_NODE" -> select(node, outer, tables);
            case "SET_OPERATION_NODE" -> together(node, outer, tables);
            default -> throw new UnknownSyntaxException(node.path("type").asText());
        };
    }

    /** Releases of DuckDB have it one or two levels down. */
    private static JsonNode query(JsonNode common) {
        JsonNode query = common.has("query_node") ? common.get("query_node") : common.path("query");
        return query.has("node") ? query.get("node") : query;
    }

    private Relation select(JsonNode node, Optional<Scope> outer, Map<String, Relation> tables) {
        Relation selected = Relation.selected();
        Origins records = selected.records();
        Scope scope = new Scope(outer);
        from(node.path("from_table"), scope, tables, records);
        List<Origins> columns = new ArrayList<>();
        for (JsonNode each : node.path("select_list")) {
            if (each.path("class").asText().equals("STAR")) {
                star(each, scope, selected);
                // A position can't be told any more.
                columns.clear();
                continue;
            }
            Origins origins = expressions.of(each, scope, tables);
            columns.add(origins);
            String name = name(each);
            selected.put(name, origins);
            scope.alias(name, origins);
        }
        records.add(expressions.of(node.path("where_clause"), scope, tables), Influence.FILTER);
        for (JsonNode each : node.path("group_expressions")) {
            records.add(group(each, scope, tables, columns), Influence.GROUP_BY);
        }
        records.add(expressions.of(node.path("having"), scope, tables), Influence.FILTER);
        records.add(expressions.of(node.path("qualify"), scope, tables), Influence.FILTER);
        for (JsonNode modifier : node.path("modifiers")) {
            boolean order = modifier.path("type").asText().equals("ORDER_MODIFIER");
            for (JsonNode each : modifier.path(order ? "orders" : "distinct_on_targets")) {
                JsonNode expression = each.has("expression") ? each.get("expression") : each;
                records.add(group(expression, scope, tables, columns), order ? Influence.SORT : Influence.FILTER);
            }
        }
        return selected;
    }

    /** A number is a column's place. */
    private Origins group(JsonNode node, Scope scope, Map<String, Relation> tables, List<Origins> columns) {
        String text = node.path("literal")
                .path("text")
                .asText(node.path("value").path("value").asText());
        if (node.path("class").asText().equals("CONSTANT") && text.matches("\\d{1,4}")) {
            int place = Integer.parseInt(text);
            if (place < 1 || place > columns.size()) {
                throw new UnknownSyntaxException("column " + place);
            }
            return columns.get(place - 1);
        }
        return expressions.of(node, scope, tables);
    }

    private static void star(JsonNode star, Scope scope, Relation selected) {
        if (List.of("exclude_list", "replace_list", "qualified_exclude_list", "rename_list").stream()
                        .anyMatch(list -> !star.path(list).isEmpty())
                || star.path("columns").asBoolean()) {
            throw new UnknownSyntaxException("a star without some columns");
        }
        scope.starred(star.path("relation_name").asText()).forEach(selected::putAll);
    }

    private static String name(JsonNode expression) {
        String alias = expression.path("alias").asText();
        JsonNode names = expression.path("column_names");
        return alias.isEmpty() && !names.isEmpty() ? names.get(names.size() - 1).asText() : alias;
    }

    private void from(JsonNode node, Scope scope, Map<String, Relation> tables, Origins records) {
        if (!node.path("column_name_alias").isEmpty()
                && !node.path("type").asText().equals("TABLE_FUNCTION")) {
            throw new UnknownSyntaxException("names of columns beside that of a table");
        }
        String alias = node.path("alias").asText();
        switch (node.path("type").asText()) {
            case "", "EMPTY" -> {}
            case "BASE_TABLE" -> {
                String name = node.path("table_name").asText();
                add(alias.isEmpty() ? name : alias, table(name, tables), scope, records);
            }
            case "SUBQUERY" ->
                add(alias, of(node.path("subquery").path("node"), Optional.of(scope), tables), scope, records);
            case "TABLE_FUNCTION", "EXPRESSION_LIST" -> {
                Origins every = new Origins();
                every.add(expressions.of(node.path("function"), scope, tables), Influence.TRANSFORMATION);
                Relation made = Relation.made(every);
                node.path("column_name_alias").forEach(name -> made.put(name.asText(), every));
                add(alias, made, scope, records);
            }
            case "JOIN" -> {
                from(node.path("left"), scope, tables, records);
                from(node.path("right"), scope, tables, records);
                records.add(expressions.of(node.path("condition"), scope, tables), Influence.JOIN);
                if (!List.of("REGULAR", "CROSS").contains(node.path("ref_type").asText())) {
                    throw new UnknownSyntaxException(node.path("ref_type").asText());
                }
                for (JsonNode name : node.path("using_columns")) {
                    scope.shared(name.asText()).forEach(origins -> records.add(origins, Influence.JOIN));
                }
            }
            default -> throw new UnknownSyntaxException(node.path("type").asText());
        }
    }

    private Relation table(String name, Map<String, Relation> tables) {
        Relation common = tables.get(Relation.key(name));
        if (common != null) {
            return common;
        }
        for (Map.Entry<String, Set<String>> table : known.entrySet()) {
            if (table.getKey().equalsIgnoreCase(name)) {
                return Relation.table(table.getKey(), table.getValue());
            }
        }
        throw new UnknownSyntaxException(name);
    }

    private static void add(String name, Relation relation, Scope scope, Origins records) {
        scope.add(name, relation);
        records.addAll(relation.records());
    }

    /** {@code UNION} and the like: columns belong together by their places, and are called as the first ones. */
    private Relation together(JsonNode node, Optional<Scope> outer, Map<String, Relation> tables) {
        List<JsonNode> parts = new ArrayList<>();
        node.path("children").forEach(parts::add);
        if (parts.isEmpty()) {
            // As other releases of DuckDB have it.
            parts.addAll(List.of(node.path("left"), node.path("right")));
        }
        Relation all = Relation.selected();
        List<String> names = null;
        List<Origins> columns = new ArrayList<>();
        for (JsonNode part : parts) {
            Relation each = of(part, outer, tables);
            all.records().addAll(each.records());
            List<Origins> own = each.columns();
            if (names == null) {
                names = each.names();
                own.forEach(origins -> columns.add(new Origins().addAll(origins)));
            } else {
                if (own.size() != columns.size()) {
                    throw new UnknownSyntaxException("another number of columns");
                }
                for (int i = 0; i < own.size(); i++) {
                    columns.get(i).addAll(own.get(i));
                }
            }
        }
        for (int i = 0; i < columns.size(); i++) {
            all.put(names.get(i), columns.get(i));
        }
        return all;
    }
}
