package dev.dromedary.function.steps;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dromedary.function.ledger.JsonFault;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON documents that steps read from the routes folder and store in buckets. */
public final class JsonText {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    /** Numbers as they stand there: what was written, read and written again is the same. */
    private static final ObjectReader READER =
            MAPPER.readerFor(Object.class).with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private static final ObjectWriter WRITER = MAPPER.writerWithDefaultPrettyPrinter();

    private JsonText() {}

    /**
     * Reads an object.
     *
     * @param name name of the document, for the message
     * @param text JSON
     * @return its fields
     * @throws IllegalArgumentException with one sentence, and the place, if the text is no JSON object
     */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> parse(String name, String text) {
        try {
            Object document = READER.readValue(text);
            if (document instanceof Map<?, ?>) {
                return (Map<String, Object>) document;
            }
            throw new IllegalArgumentException(name + ": this is no JSON object but " + JsonFault.kind(document));
        } catch (JsonProcessingException e) {
            String place = e.getLocation() == null
                    ? ""
                    : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
            // Without the cause: it would say the same again, less clearly.
            throw new IllegalArgumentException(name + place + ": this is no JSON object: " + JsonFault.reason(e));
        }
    }

    /** Writes a document to a stream piece by piece. */
    static JsonGenerator generator(OutputStream out) {
        try {
            return MAPPER.createGenerator(out);
        } catch (IOException e) {
            throw new UncheckedIOException("A generator writes nothing when it is made", e);
        }
    }

    /**
     * The values of an object, each as JSON.
     *
     * @throws IllegalStateException if JSON can't express one of them
     */
    static Map<String, String> values(Map<String, ?> document) {
        Map<String, String> values = new LinkedHashMap<>();
        document.forEach((name, value) -> {
            try {
                values.put(name, MAPPER.writeValueAsString(value));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(
                        "The entry \"" + name + "\" of the document is a "
                                + value.getClass().getSimpleName() + ", which JSON can't express",
                        e);
            }
        });
        return values;
    }

    /** A document, of what JSON can express, for people: indented. */
    public static String pretty(Map<String, ?> document) {
        try {
            return WRITER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A document holds what JSON can't express", e);
        }
    }

    /** A document, of what JSON can express, as one line. */
    public static String line(Map<String, ?> document) {
        try {
            return MAPPER.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A document holds what JSON can't express", e);
        }
    }
}
