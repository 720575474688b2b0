package dev.dromedary.function.records;

import dev.dromedary.function.records.LookupSource.StoredObject;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Reads a mapping document. */
final class MappingDocument {

    private static final List<String> KEYS =
            List.of("drop", "rename", "add", "where", "lookups", "unique", "$schema", "title", "description");
    private static final List<String> LOOKUP_KEYS = List.of("file", "bucket", "object", "table", "key", "missing");

    private final String name;
    private final DocumentPart document;
    private final UnaryOperator<String> placeholders;

    MappingDocument(String name, Map<String, ?> document, UnaryOperator<String> placeholders) {
        this.name = name;
        this.document = new DocumentPart("Mapping " + name, "", document);
        this.placeholders = placeholders;
    }

    Mapping mapping(TableSchema schema, Charset charset, Map<String, List<String>> lookupColumns) {
        List<SchemaException> faults = new ArrayList<>();
        MappingCompiler compiler = compiler(schema, charset, lookupColumns, faults);
        Mapping mapping = compiler.mapping(name);
        if (!faults.isEmpty()) {
            throw faults.get(0);
        }
        return mapping;
    }

    List<String> faults(Optional<TableSchema> schema, Map<String, List<String>> lookupColumns) {
        List<SchemaException> faults = new ArrayList<>();
        try {
            if (schema.isPresent()) {
                compiler(schema.get(), schema.get().dialect().encoding(), lookupColumns, faults)
                        .mapping(name);
            } else {
                document.requireKeys(KEYS, Map.of());
                sources();
            }
        } catch (SchemaException e) {
            faults.add(e);
        }
        return faults.stream().map(Throwable::getMessage).distinct().toList();
    }

    private MappingCompiler compiler(
            TableSchema schema,
            Charset charset,
            Map<String, List<String>> lookupColumns,
            List<SchemaException> faults) {
        document.requireKeys(KEYS, Map.of());
        return new MappingCompiler(document, schema, charset, placeholders, sources(), lookupColumns, faults);
    }

    Map<String, LookupSource> sources() {
        Map<String, LookupSource> sources = new LinkedHashMap<>();
        DocumentPart lookups = document.part("lookups");
        for (String lookup : lookups.keys()) {
            sources.put(lookup, source(lookups.part(lookup)));
        }
        return sources;
    }

    private static LookupSource source(DocumentPart part) {
        part.requireKeys(LOOKUP_KEYS, Map.of());
        Set<String> places = new HashSet<>(part.keys());
        places.retainAll(Set.of("file", "object", "table"));
        if (places.size() != 1) {
            throw part.wrong("file", "a lookup has one of file, bucket with object, and table; name one of them.");
        }
        if (part.has("bucket") != part.has("object")) {
            throw part.wrong("bucket", "bucket and object belong together; name both or none.");
        }
        String missing = part.text("missing", "reject");
        if (!missing.equals("reject") && !missing.equals("null")) {
            throw part.wrong("missing", "\"" + missing + "\" is not supported; use reject or null.");
        }
        Optional<StoredObject> object = part.has("object")
                ? Optional.of(new StoredObject(part.text("bucket", ""), part.requiredText("object", "is empty.")))
                : Optional.empty();
        return new LookupSource(
                Optional.ofNullable(part.text("file", null)),
                object,
                Optional.ofNullable(part.text("table", null)),
                part.requiredText("key", "is missing; name the column, or attribute, that holds the key."),
                missing.equals("reject"));
    }
}
