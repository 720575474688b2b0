package dev.dromedary.function.records.parquet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The yardstick of JSON lines to CSV: jackson-core's streaming parser and FastCSV, no schema, no verdict. */
final class JacksonBench {

    private JacksonBench() {}

    static void csv(Path file, Path out) throws IOException {
        Map<String, Integer> places = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(Files.newInputStream(file));
                CsvWriter writer = CsvWriter.builder().build(Files.newBufferedWriter(out))) {
            String[] values = new String[64];
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Arrays.fill(values, "");
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    int place = places.computeIfAbsent(parser.currentName(), any -> places.size());
                    parser.nextToken();
                    values[place] = parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getText();
                }
                writer.writeRecord(Arrays.copyOf(values, places.size()));
            }
        }
    }
}
