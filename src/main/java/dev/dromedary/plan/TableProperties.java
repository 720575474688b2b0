package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;

/**
 * Reads the tables that a pipeline's properties define next to their names:
 *
 * <pre>
 * x.table=readings                            the name; a property that ends in .table
 * x.table.key=user, time                      hash key, or hash key and range key; without it the table is none of ours
 * x.table.indexes=by-day: day, time; by-kind: kind
 * x.table.expires=ttl                         attribute that holds the second of an item's end
 * x.table.kms-key=arn:aws:kms:…               the customer's key that encrypts it, by its ARN
 * </pre>
 */
public final class TableProperties {

    private static final Pattern PART = Pattern.compile("(.*\\.table)\\.([^.]+)");
    private static final List<String> PARTS = List.of("key", "indexes", "expires", "kms-key");
    /** Of tables and indexes alike. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{3,255}");

    private final Map<String, String> properties;

    private TableProperties(Map<String, String> properties) {
        this.properties = new TreeMap<>(properties);
    }

    /**
     * The tables that a context's properties define, with whatever overrides them.
     *
     * @param context a context whose properties can be resolved
     * @return the tables, in alphabetical order of their properties
     * @throws IllegalArgumentException with one sentence that names the property that is wrong
     */
    public static List<TableDefinition> of(CamelContext context) {
        PropertiesComponent component = context.getPropertiesComponent();
        Predicate<String> ours =
                name -> name.endsWith(".table") || PART.matcher(name).matches();
        Map<String, String> resolved = new TreeMap<>();
        for (String name : component.loadProperties(ours).stringPropertyNames()) {
            component.resolveProperty(name).ifPresent(value -> resolved.put(name, value));
        }
        return of(resolved);
    }

    /**
     * The tables that properties define.
     *
     * @param properties names and values; those that are not about tables are left alone
     * @return the tables, in alphabetical order of their properties
     * @throws IllegalArgumentException with one sentence that names the property that is wrong
     */
    public static List<TableDefinition> of(Map<String, String> properties) {
        TableProperties reader = new TableProperties(properties);
        reader.properties.keySet().forEach(reader::checkName);
        return reader.properties.keySet().stream()
                .filter(name -> name.endsWith(".table") && properties.containsKey(name + ".key"))
                .map(reader::table)
                .toList();
    }

    /** A part that is misspelt, or belongs to nothing, would otherwise define nothing without a word. */
    private void checkName(String property) {
        Matcher part = PART.matcher(property);
        if (!part.matches()) {
            return;
        }
        String table = part.group(1);
        if (!PARTS.contains(part.group(2))) {
            throw wrong(property, "is not known; a table has " + table + "." + String.join(", " + table + ".", PARTS));
        }
        if (!properties.containsKey(table)) {
            throw wrong(property, "describes a table, but no property " + table + " names it");
        }
        if (!properties.containsKey(table + ".key")) {
            throw wrong(property, "needs " + table + ".key beside it, the attributes of the table's key");
        }
    }

    private TableDefinition table(String property) {
        String name = properties.get(property).strip();
        checkName(property, name);
        List<String> key = key(property + ".key", properties.get(property + ".key"));
        List<TableDefinition.Index> indexes = new ArrayList<>();
        String indexProperty = property + ".indexes";
        for (String text : properties.getOrDefault(indexProperty, "").split(";")) {
            if (!text.isBlank()) {
                TableDefinition.Index index = index(indexProperty, text);
                if (indexes.stream().anyMatch(each -> each.name().equals(index.name()))) {
                    throw wrong(indexProperty, "names the index " + index.name() + " twice");
                }
                indexes.add(index);
            }
        }
        String expires = Optional.ofNullable(properties.get(property + ".expires"))
                .map(String::strip)
                .filter(attribute -> !attribute.isEmpty())
                .orElse(null);
        return new TableDefinition(name, key.get(0), second(key), expires, indexes);
    }

    private static TableDefinition.Index index(String property, String text) {
        String[] parts = text.split(":", 2);
        if (parts.length < 2) {
            throw wrong(
                    property,
                    "holds \"" + text.strip() + "\"; an index is written as name: hash key, or name: hash key, range"
                            + " key");
        }
        checkName(property, parts[0].strip());
        List<String> key = key(property, parts[1]);
        return new TableDefinition.Index(parts[0].strip(), key.get(0), second(key));
    }

    private static String second(List<String> key) {
        return key.size() > 1 ? key.get(1) : null;
    }

    private static List<String> key(String property, String text) {
        List<String> attributes =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        if (attributes.size() > 2 || attributes.contains("")) {
            throw wrong(
                    property,
                    "holds the key \"" + text.strip() + "\"; a key is one attribute, or two separated by a comma");
        }
        if (attributes.size() == 2 && attributes.get(0).equals(attributes.get(1))) {
            throw wrong(property, "names the attribute " + attributes.get(0) + " twice in one key");
        }
        return attributes;
    }

    private static void checkName(String property, String name) {
        if (!NAME.matcher(name).matches()) {
            throw wrong(
                    property,
                    "holds the name \"" + name
                            + "\"; a name has 3 to 255 letters, digits, hyphens, dots and underscores");
        }
    }

    private static IllegalArgumentException wrong(String property, String what) {
        return new IllegalArgumentException("The property " + property + " " + what + ".");
    }
}
