package dev.dromedary.desk.inference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads JSON lines; members of objects within are columns {@code a.b}. */
final class JsonSample {

    private static final int MOST_ROWS = 200_000;

    private JsonSample() {}

    /** @throws InferenceException if no line is a JSON object */
    static Sample read(Path named, PlainFile file) throws IOException {
        Map<String, ColumnProfile> columns = new LinkedHashMap<>();
        long read = 0;
        boolean whole = file.whole();
        try (BufferedReader lines = Files.newBufferedReader(file.copy())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode record = parsed(line);
                if (!(record instanceof ObjectNode object)) {
                    // Such lines are rejected one by one.
                    continue;
                }
                if (read == MOST_ROWS) {
                    whole = false;
                    break;
                }
                Set<String> seen = new HashSet<>();
                add("", object, columns, read, seen);
                columns.forEach((name, column) -> {
                    if (!seen.contains(name)) {
                        column.add("", ColumnProfile.Kind.TEXT);
                    }
                });
                read++;
            }
        }
        if (read == 0) {
            throw new InferenceException(named + " holds no JSON objects, one a line.");
        }
        return new Sample("ndjson", Json.MAPPER.createObjectNode(), List.copyOf(columns.values()), read, whole);
    }

    private static JsonNode parsed(String line) {
        try {
            return line.isBlank() ? null : Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static void add(
            String prefix, ObjectNode object, Map<String, ColumnProfile> columns, long before, Set<String> seen) {
        object.properties().forEach(member -> {
            String name = prefix + member.getKey();
            JsonNode value = member.getValue();
            if (value instanceof ObjectNode inner && !inner.isEmpty()) {
                add(name + ".", inner, columns, before, seen);
                return;
            }
            seen.add(name);
            ColumnProfile column = columns.computeIfAbsent(name, ColumnProfile::new);
            while (column.rows() < before) {
                column.add("", ColumnProfile.Kind.TEXT);
            }
            if (column.rows() == before) {
                column.add(value.isNull() ? "" : value.isValueNode() ? value.asText() : value.toString(), kind(value));
            }
        });
    }

    private static ColumnProfile.Kind kind(JsonNode value) {
        if (value.isArray()) {
            return ColumnProfile.Kind.LIST;
        }
        if (value.isObject()) {
            return ColumnProfile.Kind.OBJECT;
        }
        return value.isTextual() || value.isNull() ? ColumnProfile.Kind.TEXT : ColumnProfile.Kind.OTHER;
    }
}
