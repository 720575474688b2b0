package dev.dromedary.function.steps.query.columns;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What expressions of a syntax tree are made of. */
final class Expressions {

    /** The tree does not tell them from other functions. */
    private static final Set<String> AGGREGATES = Set.of(
            "any_value",
            "approx_distinct",
            "approx_percentile",
            "approx_count_distinct",
            "approx_quantile",
            "arbitrary",
            "arg_max",
            "arg_min",
            "array_agg",
            "avg",
            "bit_and",
            "bit_or",
            "bit_xor",
            "bool_and",
            "bool_or",
            "corr",
            "count",
            "count_if",
            "count_star",
            "countif",
            "covar_pop",
            "covar_samp",
            "every",
            "first",
            "histogram",
            "kurtosis",
            "last",
            "list",
            "listagg",
            "max",
            "max_by",
            "mean",
            "median",
            "min",
            "min_by",
            "mode",
            "product",
            "quantile",
            "quantile_cont",
            "quantile_disc",
            "regr_intercept",
            "regr_slope",
            "skewness",
            "stddev",
            "stddev_pop",
            "stddev_samp",
            "string_agg",
            "sum",
            "var_pop",
            "var_samp",
            "variance");

    /** Releases of DuckDB call them one or the other. */
    private static final List<String> ARGUMENTS = List.of("arguments", "children");

    private final Selects selects;

    Expressions(Selects selects) {
        this.selects = selects;
    }

    /** Of one expression: a column alone is taken over. */
    Origins of(JsonNode expression, Scope scope, Map<String, Relation> tables) {
        Origins origins = new Origins();
        add(expression, scope, tables, Influence.IDENTITY, origins);
        return origins;
    }

    private void add(JsonNode node, Scope scope, Map<String, Relation> tables, Influence influence, Origins origins) {
        switch (node.path("class").asText()) {
            case "COLUMN_REF" -> origins.add(scope.column(node.get("column_names")), influence);
            case "FUNCTION" -> {
                boolean aggregate =
                        AGGREGATES.contains(node.path("function_name").asText().toLowerCase(Locale.ROOT));
                add(node.path("filter"), scope, tables, influence.then(Influence.FILTER), origins);
                Influence next = influence.then(aggregate ? Influence.AGGREGATION : Influence.TRANSFORMATION);
                addAll(node.path("order_bys"), scope, tables, influence.then(Influence.SORT), origins);
                ARGUMENTS.forEach(part -> addAll(node.path(part), scope, tables, next, origins));
            }
            case "WINDOW" -> {
                boolean aggregate = node.path("type").asText().equals("WINDOW_AGGREGATE");
                for (Map.Entry<String, JsonNode> part : node.properties()) {
                    Influence next = !ARGUMENTS.contains(part.getKey())
                            ? Influence.WINDOW
                            : aggregate ? Influence.AGGREGATION : Influence.TRANSFORMATION;
                    addAll(part.getValue(), scope, tables, influence.then(next), origins);
                }
            }
            case "CASE" -> {
                for (JsonNode check : node.path("case_checks")) {
                    add(check.path("when_expr"), scope, tables, influence.then(Influence.CONDITIONAL), origins);
                    add(check.path("then_expr"), scope, tables, influence.then(Influence.TRANSFORMATION), origins);
                }
                add(node.path("else_expr"), scope, tables, influence.then(Influence.TRANSFORMATION), origins);
            }
            case "SUBQUERY" -> {
                Relation selected = selects.of(node.path("subquery").path("node"), Optional.of(scope), tables);
                selected.columns().forEach(each -> origins.add(each, influence.then(Influence.TRANSFORMATION)));
                origins.addAll(selected.records());
                addAll(node.path("child"), scope, tables, influence.then(Influence.TRANSFORMATION), origins);
            }
            case "LAMBDA", "STAR" ->
                throw new UnknownSyntaxException(node.path("class").asText());
            default ->
                node.elements()
                        .forEachRemaining(child ->
                                addAll(child, scope, tables, influence.then(Influence.TRANSFORMATION), origins));
        }
    }

    /** What stands within, however deep. */
    private void addAll(
            JsonNode node, Scope scope, Map<String, Relation> tables, Influence influence, Origins origins) {
        if (node.has("class")) {
            add(node, scope, tables, influence, origins);
        } else {
            node.elements().forEachRemaining(child -> addAll(child, scope, tables, influence, origins));
        }
    }
}
