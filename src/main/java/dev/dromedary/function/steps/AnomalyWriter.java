package dev.dromedary.function.steps;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.dromedary.function.records.Anomaly;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Writes an analysis document as a stream: {@code {"anomalies": [ROW, …], …}}, each row on a line of its own. Any text is
 * safe in it.
 */
final class AnomalyWriter {

    /** The field of the document that holds the rows that stand out. */
    static final String ANOMALIES = "anomalies";

    private final JsonGenerator json;
    private boolean begun;

    /** @param out takes the document in UTF-8, in memory */
    AnomalyWriter(OutputStream out) {
        json = JsonText.generator(out);
        json.setPrettyPrinter(new Lines());
    }

    /** Line ends between the rows, and no other white space. */
    private static final class Lines extends MinimalPrettyPrinter {

        private static final long serialVersionUID = 1;

        @Override
        public void beforeArrayValues(JsonGenerator generator) throws IOException {
            endLine(generator);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator generator) throws IOException {
            super.writeArrayValueSeparator(generator);
            endLine(generator);
        }

        @Override
        public void writeEndArray(JsonGenerator generator, int values) throws IOException {
            endLine(generator);
            super.writeEndArray(generator, values);
        }

        private static void endLine(JsonGenerator generator) throws IOException {
            if (generator.getOutputContext().getParent().getParent().inRoot()) {
                generator.writeRaw('\n');
            }
        }
    }

    void write(List<Anomaly> anomalies) throws IOException {
        begin();
        for (Anomaly anomaly : anomalies) {
            json.writeStartObject();
            anomaly.forEach(this::writeField);
            json.writeEndObject();
        }
        json.flush();
    }

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            json.writeStartObject();
            json.writeArrayFieldStart(ANOMALIES);
        }
    }

    private void writeField(String name, Object value) {
        try {
            json.writeFieldName(name);
            writeValue(value);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory takes all bytes", e);
        }
    }

    private void writeValue(Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof List<?> values) {
            json.writeStartArray();
            for (Object element : values) {
                writeValue(element);
            }
            json.writeEndArray();
        } else {
            json.writeNull();
        }
    }

    /** Whether {@link #end} was called. */
    boolean hasEnded() {
        return json.isClosed();
    }

    /**
     * Ends the document.
     *
     * @param rest what follows the rows, by name, as JSON
     */
    void end(Map<String, String> rest) throws IOException {
        begin();
        json.writeEndArray();
        for (Map.Entry<String, String> entry : rest.entrySet()) {
            json.writeFieldName(entry.getKey());
            json.writeRawValue(entry.getValue());
        }
        json.writeEndObject();
        json.close();
    }
}
