package dev.dromedary.function.steps;

import dev.dromedary.function.records.Field;
import dev.dromedary.function.records.LookupSource;
import dev.dromedary.function.records.Mapping;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.lineage.ColumnOrigin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The mappings that the rows of one run go through, in the order in which the first batch came to them. */
final class Shapings {

    private final Map<Object, Shaping> bySteps = new LinkedHashMap<>();

    /** That of a step, which is made when the first batch comes to it. */
    Shaping of(Object step, Supplier<Shaping> first) {
        Shaping known = bySteps.get(step);
        if (known == null) {
            known = first.get();
            bySteps.put(step, known);
        }
        return known;
    }

    boolean isEmpty() {
        return bySteps.isEmpty();
    }

    /** What rows are after the last of them. */
    Optional<TableSchema> schema() {
        return all().stream().reduce((one, next) -> next).map(Mapping::schema);
    }

    /** The names of the columns of a file with this header after all of them. */
    List<String> columns(List<String> header) {
        List<String> columns = header;
        for (Mapping mapping : all()) {
            columns = mapping.columns(columns);
        }
        return columns;
    }

    /** For the manifest: which documents, and of which columns of the file each column is made, and which of them are masked. */
    Map<String, Object> document() {
        Map<String, List<String>> lineage = null;
        Set<String> masked = new LinkedHashSet<>();
        for (Mapping mapping : all()) {
            Map<String, List<String>> before = lineage;
            Set<String> maskedBefore = masked;
            masked = new LinkedHashSet<>(mapping.masked());
            Map<String, List<String>> after = new LinkedHashMap<>();
            for (Map.Entry<String, List<String>> column : mapping.lineage().entrySet()) {
                Set<String> origins = new LinkedHashSet<>();
                column.getValue()
                        .forEach(origin -> origins.addAll(
                                before == null ? List.of(origin) : before.getOrDefault(origin, List.of())));
                after.put(column.getKey(), List.copyOf(origins));
                if (!column.getValue().isEmpty() && maskedBefore.containsAll(column.getValue())) {
                    masked.add(column.getKey());
                }
            }
            lineage = after;
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("documents", all().stream().map(Mapping::name).toList());
        document.put("columns", lineage);
        document.put("masked", List.copyOf(masked));
        document.put(
                "sensitive",
                schema().stream()
                        .flatMap(schema -> schema.fields().stream())
                        .filter(Field::sensitive)
                        .map(Field::name)
                        .toList());
        return document;
    }

    /**
     * What columns are made of after all of them: those that the schema of the rows knows, and none that is the file's alone.
     *
     * @param source what the rows are before the first
     */
    List<ColumnOrigin> origins(TableSchema source) {
        Map<String, ColumnOrigin> origins = new LinkedHashMap<>();
        source.fields()
                .forEach(field ->
                        origins.put(field.name(), new ColumnOrigin(field.name(), List.of(field.name()), false, false)));
        for (Mapping mapping : all()) {
            List<ColumnOrigin> after = new ArrayList<>();
            mapping.lineage().forEach((column, made) -> after.add(origin(mapping, column, made, origins)));
            origins.clear();
            after.forEach(origin -> origins.put(origin.name(), origin));
        }
        return List.copyOf(origins.values());
    }

    private static ColumnOrigin origin(
            Mapping mapping, String column, List<String> made, Map<String, ColumnOrigin> before) {
        List<ColumnOrigin> parts =
                made.stream().map(before::get).filter(Objects::nonNull).toList();
        return new ColumnOrigin(
                column,
                parts.stream()
                        .flatMap(part -> part.origins().stream())
                        .distinct()
                        .toList(),
                mapping.computes(column) || parts.stream().anyMatch(ColumnOrigin::computed),
                mapping.masked().contains(column)
                        || !parts.isEmpty() && parts.stream().allMatch(ColumnOrigin::masked));
    }

    /** What was looked up in, of all of them. */
    List<LookupSource> lookups() {
        return bySteps.values().stream()
                .flatMap(shaping -> shaping.sources().stream())
                .distinct()
                .toList();
    }

    private List<Mapping> all() {
        List<Mapping> all = new ArrayList<>();
        bySteps.values().forEach(shaping -> all.add(shaping.mapping()));
        return all;
    }
}
