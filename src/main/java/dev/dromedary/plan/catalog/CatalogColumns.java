package dev.dromedary.plan.catalog;

import dev.dromedary.function.records.Field;
import dev.dromedary.function.steps.query.GlueName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The columns of a table, of the fields of its records; and what is wrong with them. */
final class CatalogColumns {

    private final CatalogFormat format;
    private final List<CatalogColumn> columns = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    CatalogColumns(CatalogFormat format, List<Field> fields) {
        this.format = format;
        if (format == CatalogFormat.NDJSON) {
            nested(fields);
        } else {
            fields.forEach(this::add);
        }
        Map<String, String> names = new HashMap<>();
        for (Field field : fields) {
            String before = names.putIfAbsent(GlueName.plain(field.name()), field.name());
            if (before != null) {
                faults.add("The columns \"" + before + "\" and \"" + field.name()
                        + "\" have one name in the Glue Data Catalog, which knows lower-case letters, digits and underscores;"
                        + " rename one of them in the schema or the mapping.");
            }
            CatalogName.fault("column", GlueName.plain(field.name())).ifPresent(faults::add);
        }
    }

    List<CatalogColumn> columns() {
        return columns;
    }

    /** Fields that no column of the table can show. */
    List<String> leftOut() {
        return leftOut;
    }

    List<String> faults() {
        return faults;
    }

    /** Columns of Parquet are found by their names, those of CSV by their place. */
    private void add(Field field) {
        Optional<String> type = format.type(field);
        boolean found = format != CatalogFormat.PARQUET || CatalogName.isPlain(field.name());
        if (type.isEmpty() || !found) {
            leftOut.add(field.name());
        } else {
            columns.add(new CatalogColumn(GlueName.plain(field.name()), type.get(), field.description()));
        }
    }

    /** In JSON, {@code a.b} is b in the object a. */
    private void nested(List<Field> fields) {
        Map<String, Object> tree = new LinkedHashMap<>();
        fields.forEach(field -> put(tree, field.name(), field));
        tree.forEach((name, found) -> {
            if (CatalogName.isPlain(name)) {
                columns.add(new CatalogColumn(
                        name.toLowerCase(Locale.ROOT),
                        type(found),
                        found instanceof Field field ? field.description() : ""));
            } else {
                leftOut.add(name);
            }
        });
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, String name, Field field) {
        int dot = name.indexOf('.');
        if (dot <= 0 || dot == name.length() - 1) {
            tree.put(name, field);
            return;
        }
        Object inner = tree.computeIfAbsent(name.substring(0, dot), each -> new LinkedHashMap<String, Object>());
        if (inner instanceof Map<?, ?> map) {
            put((Map<String, Object>) map, name.substring(dot + 1), field);
        }
    }

    private String type(Object found) {
        if (found instanceof Field field) {
            return format.type(field).orElse("string");
        }
        List<String> parts = new ArrayList<>();
        ((Map<?, ?>) found).forEach((name, part) -> parts.add(GlueName.plain(String.valueOf(name)) + ":" + type(part)));
        return "struct<" + String.join(",", parts) + ">";
    }
}
