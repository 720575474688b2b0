package dev.dromedary.plan.check;

import dev.dromedary.function.records.Field;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.sink.TableKey;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/**
 * Steps that send batches of records where no batch comes by, or too late; and columns that they and those that write name and the
 * rows don't have.
 */
final class SinksCheck implements Check {

    private static final Set<String> SINKS = Set.of("send", "put", "stream");

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        List<EndpointText> endpoints = EndpointText.all(routes.elements());
        RowsOfASplit rows = new RowsOfASplit(endpoints, routes);
        for (EndpointText endpoint : endpoints) {
            if (RowsOfASplit.isRecords(endpoint) && SINKS.contains(endpoint.path())) {
                place(endpoint, endpoints, findings);
                group(endpoint, routes, findings);
                rows.of(endpoint).ifPresent(schema -> columns(endpoint, schema, findings));
            } else if (RowsOfASplit.isRecords(endpoint) && endpoint.path().equals("write")) {
                rows.of(endpoint).ifPresent(schema -> columns(endpoint, schema, findings));
            }
        }
    }

    private static void place(EndpointText sink, List<EndpointText> endpoints, List<Finding> findings) {
        Optional<Element> split = RowsOfASplit.around(sink.element(), RowsOfASplit.SPLIT);
        String name = "records:" + sink.path();
        if (split.isEmpty()) {
            if (RowsOfASplit.around(sink.element(), "RouteDefinition")
                    .filter(Element::isFunction)
                    .isPresent()) {
                findings.add(sink.finding(
                        sink.uri(), name + " works on batches of rows; put it into the split over the rows."));
            }
            return;
        }
        boolean late = endpoints.subList(0, endpoints.indexOf(sink)).stream()
                .anyMatch(other -> RowsOfASplit.isRecords(other)
                        && other.path().equals("write")
                        && RowsOfASplit.around(other.element(), RowsOfASplit.SPLIT)
                                .equals(split));
        if (late) {
            findings.add(sink.finding(
                    sink.uri(),
                    name + " comes after records:write, which has written as valid what this step may reject; put it"
                            + " before records:write."));
        }
    }

    private static void group(EndpointText sink, RoutesText routes, List<Finding> findings) {
        boolean fifo = sink.option("queue")
                .filter(queue -> value(routes, queue.text()).endsWith(".fifo"))
                .isPresent();
        if (fifo && sink.option("groupId").isEmpty()) {
            findings.add(
                    sink.finding(
                            sink.uri(),
                            "The queue is a FIFO one, whose messages have a group; set groupId to the column whose value it is."));
        }
    }

    /** A text, or what stands in the property that it is. */
    private static String value(RoutesText routes, String text) {
        Matcher property = PropertiesFile.PLACEHOLDER.matcher(text);
        if (!property.matches()) {
            return text;
        }
        return PropertiesFile.all(routes).stream()
                .map(file -> file.values().getProperty(property.group(2), ""))
                .reduce("", (one, other) -> other.isEmpty() ? one : other);
    }

    private static void columns(EndpointText sink, TableSchema schema, List<Finding> findings) {
        List<String> names = schema.fields().stream().map(Field::name).toList();
        Stream.of("body", "groupId", "partitionKey").forEach(option -> sink.option(option)
                .ifPresent(named -> column(sink, named, named.text(), schema, names, findings)));
        sink.option("partitionBy").ifPresent(parts -> Stream.of(parts.text().split(","))
                .forEach(name -> column(sink, parts, name.strip(), schema, names, findings)));
        if (sink.path().equals("put")) {
            sink.option("key").ifPresent(key -> keys(key.text())
                    .forEach(name -> column(sink, key, name, schema, names, findings)));
        }
    }

    private static List<String> keys(String option) {
        try {
            return TableKey.all(option).stream().map(TableKey::column).toList();
        } catch (IllegalArgumentException e) {
            // The step itself says what is wrong with it.
            return List.of();
        }
    }

    private static void column(
            EndpointText sink,
            EndpointText.Option option,
            String name,
            TableSchema schema,
            List<String> names,
            List<Finding> findings) {
        if (!name.contains("{{") && !names.contains(name)) {
            findings.add(sink.finding(
                    option.at(),
                    name,
                    "The rows have no column \"" + name + "\", as " + schema.name() + " has none."
                            + Suggestion.among(names, name)));
        }
    }
}
