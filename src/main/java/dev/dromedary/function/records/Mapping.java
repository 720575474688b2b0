package dev.dromedary.function.records;

import dev.dromedary.function.records.expression.Formula;
import dev.dromedary.function.records.expression.Formula.KeyOfLookup;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What shapes records: a mapping document, compiled for the rows of one schema. Immutable.
 *
 * <p>Columns are renamed; {@code where} says which rows stay; columns are added in order, each of which sees the file's columns
 * and those added before it; columns are dropped; and of rows with equal {@code unique} values the first stays.
 */
public final class Mapping {

    private final String name;
    private final TableSchema source;
    private final TableSchema schema;
    private final Map<String, String> renamed;
    private final Set<String> dropped;
    private final Optional<Formula> where;
    private final Map<String, Formula> added;
    private final List<String> unique;
    private final List<String> lookups;
    private final Map<String, List<String>> lineage;
    private final List<String> masked;

    /** The parts of a mapping, as {@link MappingDocument} reads them. */
    record Parts(
            String name,
            TableSchema source,
            TableSchema schema,
            Map<String, String> renamed,
            Set<String> dropped,
            Optional<Formula> where,
            Map<String, Formula> added,
            List<String> unique,
            List<String> lookups,
            Map<String, List<String>> lineage,
            List<String> masked) {}

    Mapping(Parts parts) {
        name = parts.name();
        source = parts.source();
        schema = parts.schema();
        renamed = Map.copyOf(parts.renamed());
        dropped = Set.copyOf(parts.dropped());
        where = parts.where();
        added = new LinkedHashMap<>(parts.added());
        unique = List.copyOf(parts.unique());
        lookups = List.copyOf(parts.lookups());
        lineage = new LinkedHashMap<>(parts.lineage());
        masked = List.copyOf(parts.masked());
    }

    /**
     * The mapping that a document (parsed JSON) describes.
     *
     * @param name the document's name, such as {@code orders/order.mapping.json}, for messages
     * @param schema what the rows are before
     * @param placeholders gives the value for what stands in double braces; throws IllegalArgumentException if there is none
     * @param lookups the columns of the lookups that are known, by the lookup's name
     * @throws SchemaException if something in it is unknown, wrong or not supported
     */
    public static Mapping of(
            String name,
            Map<String, ?> document,
            TableSchema schema,
            UnaryOperator<String> placeholders,
            Map<String, List<String>> lookups) {
        return new MappingDocument(name, document, placeholders)
                .mapping(schema, schema.dialect().encoding(), lookups);
    }

    /** The same for a file whose header may tell another encoding than the schema does. */
    public static Mapping of(
            String name,
            Map<String, ?> document,
            TableSchema schema,
            Header header,
            UnaryOperator<String> placeholders,
            Map<String, List<String>> lookups) {
        return new MappingDocument(name, document, placeholders)
                .mapping(schema, header.quoting().encoding().charset(), lookups);
    }

    /**
     * All that is wrong in a document, one message for each fault.
     *
     * @param schema what the rows are before; empty if that is not known, so that expressions are not looked at
     */
    public static List<String> faults(
            String name,
            Map<String, ?> document,
            Optional<TableSchema> schema,
            UnaryOperator<String> placeholders,
            Map<String, List<String>> lookups) {
        return new MappingDocument(name, document, placeholders).faults(schema, lookups);
    }

    /**
     * The lookups of a document, in its order.
     *
     * @throws SchemaException if one is wrong
     */
    public static Map<String, LookupSource> lookups(String name, Map<String, ?> document) {
        return new MappingDocument(name, document, placeholder -> placeholder).sources();
    }

    /** What the mapping is called in messages. */
    public String name() {
        return name;
    }

    /** What the rows are before. */
    public TableSchema source() {
        return source;
    }

    /** What the rows are after: the columns that stay in the order they came, then those that are added. No rules. */
    public TableSchema schema() {
        return schema;
    }

    /** For each column after it the columns of the file that it is made of. */
    public Map<String, List<String>> lineage() {
        return new LinkedHashMap<>(lineage);
    }

    /** The columns after it of which no more comes out than a digest, a mask or a constant leaves. */
    public List<String> masked() {
        return masked;
    }

    /** Whether an expression makes a column after it, rather than that it is taken over. */
    public boolean computes(String column) {
        return added.containsKey(column);
    }

    /** The names of the lookups, in the order in which {@code lookup} counts them. */
    public List<String> lookups() {
        return lookups;
    }

    /** The lookups that no expression uses. */
    public List<String> unusedLookups() {
        return lookups.stream().filter(lookup -> asked(lookup).isEmpty()).toList();
    }

    /** The columns that expressions ask of a lookup. */
    public List<String> asked(String lookup) {
        int place = lookups.indexOf(lookup);
        return Stream.concat(where.stream(), added.values().stream())
                .flatMap(formula -> formula.lookups().stream())
                .filter(key -> key.lookup() == place)
                .map(KeyOfLookup::column)
                .distinct()
                .toList();
    }

    /** The columns after it of which no two rows may have equal values; empty if there are none. */
    public List<String> unique() {
        return unique;
    }

    Optional<Formula> where() {
        return where;
    }

    /** What is added, by name, in order. */
    Map<String, Formula> added() {
        return new LinkedHashMap<>(added);
    }

    /** What a column of a file is called after; nothing if it is dropped or replaced. */
    Optional<String> kept(String column) {
        String now = renamed.getOrDefault(column, column);
        return dropped.contains(now) || added.containsKey(now) ? Optional.empty() : Optional.of(now);
    }

    /** The columns of a file with this header that stay, under their names of then, and after them the added ones. */
    public List<String> columns(List<String> header) {
        Set<String> columns = new LinkedHashSet<>();
        header.forEach(column -> kept(column).ifPresent(columns::add));
        added.keySet().stream().filter(column -> !dropped.contains(column)).forEach(columns::add);
        return List.copyOf(columns);
    }
}
