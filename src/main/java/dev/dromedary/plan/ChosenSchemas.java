package dev.dromedary.plan;

import dev.dromedary.function.records.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What records may be: of one schema, or of one of those between whose files an expression chooses. What it may come to is known from the
 * files that are there.
 *
 * @param expression the part of names that chooses; empty if nothing does
 * @param schemas what records are, by what the expression comes to
 */
record ChosenSchemas(String expression, Map<String, TableSchema> schemas) {

    static final ChosenSchemas NONE = new ChosenSchemas("", Map.of());

    /** A file's name with one expression in it, as {@code records:open} takes it. */
    private static final Pattern CHOOSING = Pattern.compile("([^$]*)(\\$\\{[^{}]*})([^$/]*)");

    /**
     * The schemas that an option names.
     *
     * @param routes the routes folder
     * @param name of a file in it, maybe with an expression
     * @param read makes a schema of a file's name; empty if it can't
     */
    static ChosenSchemas of(Path routes, String name, Function<String, Optional<TableSchema>> read) {
        Matcher choosing = CHOOSING.matcher(name);
        if (!choosing.matches()) {
            return read.apply(name)
                    .map(schema -> new ChosenSchemas("", Map.of("", schema)))
                    .orElse(NONE);
        }
        String before = choosing.group(1);
        Path folder = routes.resolve(before.substring(0, before.lastIndexOf('/') + 1));
        Pattern file = Pattern.compile(Pattern.quote(before.substring(before.lastIndexOf('/') + 1)) + "([A-Za-z0-9_-]+)"
                + Pattern.quote(choosing.group(3)));
        Map<String, TableSchema> schemas = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(each -> file.matcher(each.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(found -> found.group(1))
                    .forEach(value -> read.apply(before + value + choosing.group(3))
                            .ifPresent(schema -> schemas.put(value, schema)));
        } catch (IOException e) {
            // There is no such folder, which others tell.
            return NONE;
        }
        return new ChosenSchemas(choosing.group(2), schemas);
    }

    /**
     * What records are behind a mapping.
     *
     * @param name of the mapping's file, maybe with the same expression
     * @param map makes a schema of the file's name and the schema before; empty if it can't
     */
    ChosenSchemas mapped(String name, BiFunction<String, TableSchema, Optional<TableSchema>> map) {
        Map<String, TableSchema> mapped = new TreeMap<>();
        schemas.forEach(
                (value, schema) -> map.apply(with(name, value), schema).ifPresent(shaped -> mapped.put(value, shaped)));
        return new ChosenSchemas(expression, mapped);
    }

    /** What lies under a key that is told to have the choice in it; of another key it is not known what lies there. */
    Map<String, TableSchema> keys(String key) {
        Map<String, TableSchema> keys = new LinkedHashMap<>();
        if (key.contains(expression)) {
            schemas.forEach((value, schema) -> keys.put(with(key, value), schema));
        }
        return keys;
    }

    private String with(String text, String value) {
        return expression.isEmpty() ? text : text.replace(expression, value);
    }
}
