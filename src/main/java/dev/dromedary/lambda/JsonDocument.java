package dev.dromedary.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;

/** JSON objects as maps: what Lambda hands to a function and takes from it. */
public final class JsonDocument {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});
    private static final ObjectReader VALUE_READER = MAPPER.readerFor(Object.class);
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectWriter PRETTY_WRITER = MAPPER.writerWithDefaultPrettyPrinter();

    private JsonDocument() {}

    /**
     * Reads an object.
     *
     * @param text JSON
     * @return its fields, in their order
     * @throws UnexpectedEventException if the text is no JSON object
     */
    public static Map<String, Object> parse(String text) {
        try {
            Map<String, Object> document = READER.readValue(text);
            if (document != null) {
                return document;
            }
        } catch (JsonProcessingException e) {
            throw new UnexpectedEventException("a JSON object", "text that is none (" + problem(e) + ")");
        }
        throw new UnexpectedEventException("a JSON object", "nothing");
    }

    /**
     * Reads any JSON.
     *
     * @param text JSON
     * @return a map, list, text, number, truth value, or null for {@code null}
     * @throws UnexpectedEventException if the text is no JSON; it says where
     */
    static Object parseValue(String text) {
        if (text.isBlank()) {
            throw new UnexpectedEventException("JSON", "nothing");
        }
        try {
            return VALUE_READER.readValue(text);
        } catch (JsonProcessingException e) {
            throw new UnexpectedEventException("JSON", "text that is none (" + problem(e) + ")");
        }
    }

    private static String problem(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        // Jackson's words for where the text comes from say nothing here.
        String reason = e.getOriginalMessage().replaceAll(" ?\\([^(\\[]*\\[Source: [^\\]]*]\\)", "");
        return Described.text(reason) + where;
    }

    /**
     * Writes an object on one line.
     *
     * @param document its fields
     * @return JSON
     */
    public static String write(Map<String, ?> document) {
        return write(WRITER, document);
    }

    /**
     * Writes an object for a person to read.
     *
     * @param document its fields
     * @return JSON, indented
     */
    public static String writePretty(Map<String, ?> document) {
        return write(PRETTY_WRITER, document);
    }

    /**
     * Writes any value on one line.
     *
     * @param value a map, list, text, number, truth value or null
     * @return JSON
     */
    static String writeValue(Object value) {
        return write(WRITER, value);
    }

    private static String write(ObjectWriter writer, Object document) {
        try {
            return writer.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A document holds what JSON can't express", e);
        }
    }
}
