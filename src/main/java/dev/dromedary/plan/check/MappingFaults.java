package dev.dromedary.plan.check;

import dev.dromedary.function.records.LookupRows;
import dev.dromedary.function.records.LookupSource;
import dev.dromedary.function.records.Mapping;
import dev.dromedary.function.records.TableSchema;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.steps.RoutesFile;
import dev.dromedary.plan.Suggestion;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** All that is wrong in a mapping: by itself, with the schemas of the routes that use it, and with the files that it looks up in. */
final class MappingFaults {

    private final RoutesText routes;
    private final String name;
    private final Map<String, Object> document;
    private final Set<String> faults = new LinkedHashSet<>();
    private final Set<String> doubts = new LinkedHashSet<>();

    private MappingFaults(RoutesText routes, String name, Map<String, Object> document) {
        this.routes = routes;
        this.name = name;
        this.document = document;
    }

    /** What may be meant so: lookups that nothing uses. */
    static List<String> doubts(RoutesText routes, String name, String text) {
        try {
            MappingFaults all = new MappingFaults(routes, name, JsonText.parse(name, text));
            all.find();
            return List.copyOf(all.doubts);
        } catch (IllegalArgumentException e) {
            // That is a fault.
            return List.of();
        }
    }

    static List<String> of(RoutesText routes, String name, String text) {
        try {
            MappingFaults all = new MappingFaults(routes, name, JsonText.parse(name, text));
            all.find();
            return List.copyOf(all.faults);
        } catch (IllegalArgumentException e) {
            return List.of(e.getMessage());
        }
    }

    private void find() {
        Map<String, List<String>> columns = new HashMap<>();
        Mapping.lookups(name, document)
                .forEach((lookup, source) -> source.file().ifPresent(file -> columns(lookup, file, source, columns)));
        List<EndpointText> uses = EndpointText.all(routes.elements()).stream()
                .filter(endpoint -> is(endpoint, "map"))
                .filter(endpoint -> endpoint.option("mapping")
                        .filter(option -> isNamed(option.text()))
                        .isPresent())
                .toList();
        uses.forEach(use -> find(schemas(use), columns));
        if (uses.isEmpty()) {
            find(List.of(), columns);
        }
    }

    /** Of the schemas that a message chooses between it may be for one; of none if what it maps is not known. */
    private void find(List<TableSchema> schemas, Map<String, List<String>> columns) {
        List<Optional<TableSchema>> any = schemas.isEmpty()
                ? List.of(Optional.empty())
                : schemas.stream().map(Optional::of).toList();
        // Nothing is read of a secret for a check, and what a property holds has a check of its own.
        List<List<String>> each = any.stream()
                .map(schema -> Mapping.faults(name, document, schema, placeholder -> "placeholder", columns))
                .toList();
        if (each.stream().noneMatch(List::isEmpty)) {
            each.forEach(faults::addAll);
        } else if (!schemas.isEmpty()) {
            doubt(schemas.get(each.indexOf(List.<String>of())), columns);
        }
    }

    private void doubt(TableSchema schema, Map<String, List<String>> columns) {
        Mapping.of(name, document, schema, placeholder -> "placeholder", columns)
                .unusedLookups()
                .forEach(lookup -> doubts.add("Mapping " + name + ", lookups." + lookup
                        + ": no expression uses this lookup; remove it, or use it in one."));
    }

    private void columns(String lookup, String file, LookupSource source, Map<String, List<String>> columns) {
        SourceFile found = routes.files().get(file);
        if (found == null) {
            faults.add("Mapping " + name + ", lookups." + lookup + ".file: there is no file \"" + file
                    + "\" in the routes folder."
                    + Suggestion.among(routes.files().keySet(), file));
            return;
        }
        try {
            byte[] bytes = found.text().getBytes(StandardCharsets.UTF_8);
            columns.put(
                    lookup,
                    LookupRows.read(file, new ByteArrayInputStream(bytes), source.key())
                            .columns());
        } catch (IllegalArgumentException e) {
            faults.add("Mapping " + name + ", lookups." + lookup + ".key: " + e.getMessage());
        }
    }

    /** Also by a name that a message completes. */
    private boolean isNamed(String option) {
        try {
            return option.equals(name)
                    || RoutesFile.isChoice(option)
                            && RoutesFile.choices(option).matcher(name).matches();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean is(EndpointText endpoint, String operation) {
        return endpoint.scheme().equals("records") && endpoint.path().equals(operation);
    }

    /** What records:open opens in the same file, unless another mapping stands there, too. */
    private List<TableSchema> schemas(EndpointText map) {
        List<EndpointText> beside = EndpointText.all(routes.elements()).stream()
                .filter(endpoint -> endpoint.file().name().equals(map.file().name()))
                .toList();
        if (beside.stream().filter(endpoint -> is(endpoint, "map")).count() != 1) {
            return List.of();
        }
        List<TableSchema> schemas = new ArrayList<>();
        beside.stream()
                .filter(endpoint -> is(endpoint, "open"))
                .flatMap(open -> open.option("schema").stream())
                .flatMap(option -> files(option.text()).stream())
                .forEach(file -> {
                    try {
                        schemas.add(TableSchema.of(file.name(), JsonText.parse(file.name(), file.text())));
                    } catch (IllegalArgumentException e) {
                        // It is read, and told of, by itself.
                    }
                });
        return schemas;
    }

    private List<SourceFile> files(String schema) {
        if (!RoutesFile.isChoice(schema)) {
            return Optional.ofNullable(routes.files().get(schema)).stream().toList();
        }
        try {
            Pattern choices = RoutesFile.choices(schema);
            return routes.files().values().stream()
                    .filter(file -> choices.matcher(file.name()).matches())
                    .toList();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
