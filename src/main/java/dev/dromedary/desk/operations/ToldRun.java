package dev.dromedary.desk.operations;

import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import dev.dromedary.function.steps.lineage.Facets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as it has told of its lineage.
 *
 * @param route the route's id
 * @param cause the id of what has started it, which it has in common with all that the same cause has started
 * @param time when it was first claimed
 * @param error why nothing could be made of its input; empty if something was
 * @param inputs what it has read, the object that it is about first
 * @param outputs what it has made
 */
public record ToldRun(
        String route, String cause, String time, Optional<String> error, List<Data> inputs, List<Data> outputs) {

    /**
     * Something that was read or written.
     *
     * @param place where it is and its name, such as {@code s3://orders/raw/a.csv}
     * @param table whether it is all in a folder, rather than one object
     * @param rows how many rows it has, if that was counted
     * @param origins of each column what it is made of; empty if that was not told
     */
    public record Data(String place, boolean table, Optional<Long> rows, Map<String, Origin> origins) {

        /** The place without its last part: what such objects have in common. */
        Data folder() {
            return new Data(table ? place : place.substring(0, place.lastIndexOf('/') + 1), table, rows, origins);
        }
    }

    /**
     * What a column is made of.
     *
     * @param columns of the input
     * @param kept whether the value is taken over as it is
     * @param masked whether no more of it comes out than a digest, a mask or a constant leaves
     */
    public record Origin(List<String> columns, boolean kept, boolean masked) {}

    /** Reads the event of a run; nothing if it is none. */
    static Optional<ToldRun> read(String text) {
        try {
            Map<String, Object> event = JsonDocument.parse(text);
            return Optional.of(new ToldRun(
                    text(event, "job", "name"),
                    text(event, "run", "facets", "parent", "run", "runId"),
                    text(event, "eventTime"),
                    Optional.of(text(event, "run", "facets", "errorMessage", "message"))
                            .filter(message -> !message.isEmpty()),
                    data(event, "inputs"),
                    data(event, "outputs")));
        } catch (UnexpectedEventException e) {
            return Optional.empty();
        }
    }

    private static Object at(Object document, String... path) {
        Object found = document;
        for (String name : path) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found;
    }

    private static String text(Object document, String... path) {
        return at(document, path) instanceof String text ? text : "";
    }

    private static List<Data> data(Map<String, Object> event, String name) {
        List<Data> all = new ArrayList<>();
        if (event.get(name) instanceof Collection<?> datasets) {
            datasets.forEach(dataset -> all.add(new Data(
                    text(dataset, "namespace") + "/" + text(dataset, "name") + (isTable(dataset) ? "/" : ""),
                    isTable(dataset),
                    rows(dataset),
                    origins(dataset))));
        }
        return all;
    }

    private static boolean isTable(Object dataset) {
        return text(dataset, "facets", "datasetType", "datasetType").equals(Facets.TABLE);
    }

    private static Optional<Long> rows(Object dataset) {
        Object read = at(dataset, "inputFacets", "dataQualityMetrics", "rowCount");
        Object rows = read == null ? at(dataset, "outputFacets", "outputStatistics", "rowCount") : read;
        return rows instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
    }

    private static Map<String, Origin> origins(Object dataset) {
        Map<String, Origin> origins = new LinkedHashMap<>();
        if (at(dataset, "facets", "columnLineage", "fields") instanceof Map<?, ?> fields) {
            fields.forEach((column, made) -> origins.put(String.valueOf(column), origin(at(made, "inputFields"))));
        }
        return origins;
    }

    private static Origin origin(Object inputFields) {
        List<String> columns = new ArrayList<>();
        boolean kept = true;
        boolean masked = false;
        if (inputFields instanceof Collection<?> fields) {
            kept = !fields.isEmpty();
            for (Object field : fields) {
                List<?> steps = at(field, "transformations") instanceof List<?> list ? list : List.of();
                // What only decides is not what a column is made of.
                if (steps.isEmpty()
                        || steps.stream().anyMatch(step -> text(step, "type").equals("DIRECT"))) {
                    columns.add(text(field, "field"));
                }
                for (Object step : steps) {
                    kept &= text(step, "subtype").equals("IDENTITY");
                    masked |= Boolean.TRUE.equals(at(step, "masking"));
                }
            }
        }
        return new Origin(columns, kept, masked);
    }
}
