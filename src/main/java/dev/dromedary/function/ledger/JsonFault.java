package dev.dromedary.function.ledger;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What keeps a text from being read as JSON, in words for people. The parser's own words name its classes and settings, and
 * quote the text.
 */
public final class JsonFault {

    // Jackson's StreamReadConstraints, of which we change none.
    private static final String LIMITS =
            "it goes beyond what can be read (1000 levels, numbers of 1000 digits, names of"
                    + " 50000 and texts of 20 million characters)";

    private JsonFault() {}

    /**
     * What is wrong, and where.
     *
     * @param failure of the parser
     * @return such as {@code at line 1, column 6}, or {@code it ends too early, at line 1, column 6}
     */
    public static String of(JsonProcessingException failure) {
        String reason = known(failure);
        JsonLocation place = failure.getLocation();
        String where = place == null ? "" : "at line " + place.getLineNr() + ", column " + place.getColumnNr();
        return Stream.of(reason, where).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
    }

    /**
     * What is wrong, without the place.
     *
     * @param failure of the parser
     * @return such as {@code it ends too early}
     */
    public static String reason(JsonProcessingException failure) {
        String reason = known(failure);
        return reason.isEmpty() ? "it can't be read from here on" : reason;
    }

    private static String known(JsonProcessingException failure) {
        if (failure instanceof JsonEOFException) {
            return "it ends too early";
        }
        return failure instanceof StreamConstraintsException ? LIMITS : "";
    }

    /**
     * What kind of thing a value of JSON is.
     *
     * @param value as it was read
     * @return such as {@code an array}
     */
    public static String kind(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Map<?, ?>) {
            return "an object";
        }
        if (value instanceof Collection<?>) {
            return "an array";
        }
        if (value instanceof Number) {
            return "a number";
        }
        return value instanceof Boolean ? "a truth value" : "a text";
    }
}
