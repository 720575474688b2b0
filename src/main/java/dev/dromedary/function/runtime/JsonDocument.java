package dev.dromedary.function.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.dromedary.function.ledger.JsonFault;
import java.util.Map;

/** JSON objects as maps: what Lambda hands to a function and takes from it. */
public final class JsonDocument {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectReader READER = MAPPER.readerFor(Object.class);
    private static final ObjectWriter WRITER = MAPPER.writer();
    private static final ObjectWriter PRETTY_WRITER = MAPPER.writerWithDefaultPrettyPrinter();

    private JsonDocument() {}

    /**
     * Reads an object: its fields, in their order.
     *
     * @throws UnexpectedEventException if the text is no JSON object; it says what it is, or where it can't be read
     */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> parse(String text) {
        Object document = read("a JSON object", text);
        if (document instanceof Map<?, ?>) {
            return (Map<String, Object>) document;
        }
        throw new UnexpectedEventException("a JSON object", JsonFault.kind(document));
    }

    /**
     * Reads any JSON: a map, list, text, number, truth value, or null for {@code null}.
     *
     * @throws UnexpectedEventException if the text is no JSON; it says where
     */
    public static Object parseValue(String text) {
        return read("JSON", text);
    }

    private static Object read(String expected, String text) {
        if (text.isBlank()) {
            throw new UnexpectedEventException(expected, "nothing");
        }
        try {
            return READER.readValue(text);
        } catch (JsonProcessingException e) {
            throw new UnexpectedEventException(expected, "text that is none (" + JsonFault.of(e) + ")");
        }
    }

    /** Writes an object indented, for a person to read. */
    public static String writePretty(Map<String, ?> document) {
        return write(PRETTY_WRITER, document);
    }

    /** Writes any value on one line: a map, list, text, number, truth value or null. */
    public static String write(Object value) {
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
