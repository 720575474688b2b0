package dev.dromedary.function.records;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The schema of the health pipeline, as the repository has it. */
final class HealthSchema {

    private static final Path FILE = Path.of("routes/health/reading.schema.json");

    private HealthSchema() {}

    @SuppressWarnings("unchecked")
    static TableSchema read() throws IOException {
        Map<String, ?> document = new ObjectMapper().readValue(Files.readString(FILE), Map.class);
        return TableSchema.of("health/reading.schema.json", document);
    }
}
