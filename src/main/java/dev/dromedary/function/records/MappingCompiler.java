package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Column;
import dev.dromedary.function.records.expression.Environment;
import dev.dromedary.function.records.expression.Environment.Lookup;
import dev.dromedary.function.records.expression.ExpressionException;
import dev.dromedary.function.records.expression.Formula;
import dev.dromedary.function.records.expression.Type;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Compiles a mapping document for the rows of a schema; goes on after a fault, to find the others. */
final class MappingCompiler {

    private final DocumentPart document;
    private final TableSchema schema;
    private final Charset charset;
    private final UnaryOperator<String> placeholders;
    private final Map<String, LookupSource> sources;
    private final Map<String, List<String>> lookupColumns;
    private final List<SchemaException> faults;

    /** The columns that expressions see so far. */
    private final List<Column> columns = new ArrayList<>();
    /** For each of them, of which columns of the file it is made. */
    private final List<Set<String>> origins = new ArrayList<>();
    /** For each of them whether it tells of a person. */
    private final List<Boolean> sensitive = new ArrayList<>();

    private int spare;

    MappingCompiler(
            DocumentPart document,
            TableSchema schema,
            Charset charset,
            UnaryOperator<String> placeholders,
            Map<String, LookupSource> sources,
            Map<String, List<String>> lookupColumns,
            List<SchemaException> faults) {
        this.document = document;
        this.schema = schema;
        this.charset = charset;
        this.placeholders = placeholders;
        this.sources = sources;
        this.lookupColumns = lookupColumns;
        this.faults = faults;
    }

    Mapping mapping(String name) {
        Map<String, String> renamed = renamed();
        for (Field field : schema.fields()) {
            String now = renamed.getOrDefault(field.name(), field.name());
            Column column = field.renamed(now).column();
            columns.add(column);
            origins.add(Set.of(field.name()));
            sensitive.add(field.sensitive());
        }
        Optional<Formula> where =
                Optional.ofNullable(document.text("where", null)).map(text -> compiled(document, "where", text, true));
        Map<String, Formula> added = new LinkedHashMap<>();
        DocumentPart add = document.part("add");
        List<String> masked = new ArrayList<>();
        for (String column : add.keys()) {
            if (column.isBlank()) {
                faults.add(document.wrong("add", "a column needs a name."));
                continue;
            }
            Formula formula = compiled(add, column, add.text(column, ""), false);
            add(column, formula, masked);
            if (formula != null) {
                added.put(column, formula);
            }
        }
        Set<String> dropped = dropped();
        List<Field> fields = fields(renamed, dropped, added);
        Map<String, List<String>> lineage = new LinkedHashMap<>();
        List<String> names = columns.stream().map(Column::name).toList();
        fields.forEach(field -> lineage.put(field.name(), List.copyOf(origins.get(names.lastIndexOf(field.name())))));
        List<String> unique = unique(lineage.keySet());
        TableSchema after = schema.with(fields);
        masked.removeIf(column -> !lineage.containsKey(column));
        return new Mapping(new Mapping.Parts(
                name,
                schema,
                after,
                renamed,
                dropped,
                where,
                added,
                unique,
                List.copyOf(sources.keySet()),
                lineage,
                masked));
    }

    private Map<String, String> renamed() {
        Map<String, String> renamed = new LinkedHashMap<>();
        DocumentPart part = document.part("rename");
        List<String> names =
                new ArrayList<>(schema.fields().stream().map(Field::name).toList());
        for (String old : part.keys()) {
            if (!names.contains(old)) {
                faults.add(document.wrong("rename", "there is no column \"" + old + "\"" + Nearest.hint(old, names)));
                continue;
            }
            renamed.put(old, part.requiredText(old, "is empty; give the column's new name."));
        }
        Set<String> after = new LinkedHashSet<>();
        for (String column : names) {
            String now = renamed.getOrDefault(column, column);
            if (!after.add(now)) {
                faults.add(
                        document.wrong("rename", "two columns would be called \"" + now + "\"; rename one otherwise."));
            }
        }
        return renamed;
    }

    private Set<String> dropped() {
        Set<String> names =
                new LinkedHashSet<>(columns.stream().map(Column::name).toList());
        Set<String> dropped = new LinkedHashSet<>();
        for (String column : document.scalars("drop", List.of())) {
            if (!names.contains(column)) {
                faults.add(
                        document.wrong("drop", "there is no column \"" + column + "\"" + Nearest.hint(column, names)));
            }
            dropped.add(column);
        }
        return dropped;
    }

    private void add(String column, Formula formula, List<String> masked) {
        Set<String> made = new LinkedHashSet<>();
        boolean tells = false;
        if (formula != null) {
            for (int index : formula.used()) {
                made.addAll(origins.get(index));
            }
            for (int index : formula.plain()) {
                tells |= sensitive.get(index);
            }
            if (formula.used().length > 0 && formula.plain().length == 0) {
                masked.add(column);
            }
        }
        // One that could not be understood may be anything, so that the others are not blamed for it.
        columns.add(new Column(column, formula == null ? Type.NULL : formula.type()));
        origins.add(made);
        sensitive.add(tells);
    }

    private Formula compiled(DocumentPart part, String key, String text, boolean condition) {
        Environment environment = new Environment(
                columns,
                charset,
                placeholders,
                sources.keySet().stream()
                        .map(lookup -> new Lookup(lookup, lookupColumns.getOrDefault(lookup, List.of())))
                        .toList(),
                Nearest::hint,
                spare);
        try {
            Formula formula = condition ? Formula.condition(text, environment) : Formula.value(text, environment);
            spare = formula.spareEnd();
            return formula;
        } catch (ExpressionException e) {
            faults.add(part.wrong(key, e.getMessage()));
            return null;
        }
    }

    private List<Field> fields(Map<String, String> renamed, Set<String> dropped, Map<String, Formula> added) {
        List<Field> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            String now = renamed.getOrDefault(field.name(), field.name());
            if (!dropped.contains(now) && !added.containsKey(now)) {
                fields.add(field.renamed(now));
            }
        }
        List<String> names = columns.stream().map(Column::name).toList();
        added.forEach((column, formula) -> {
            if (!dropped.contains(column)) {
                fields.add(
                        Field.worked(column, FieldType.of(formula.type()), sensitive.get(names.lastIndexOf(column))));
            }
        });
        if (fields.isEmpty()) {
            faults.add(document.wrong("drop", "no column stays; leave one."));
        }
        return fields;
    }

    private List<String> unique(Set<String> names) {
        List<String> unique = document.scalars("unique", List.of());
        for (String column : unique) {
            if (!names.contains(column)) {
                faults.add(document.wrong(
                        "unique",
                        "there is no column \"" + column + "\" after the mapping" + Nearest.hint(column, names)));
            }
        }
        return unique;
    }
}
