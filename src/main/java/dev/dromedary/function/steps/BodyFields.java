package dev.dromedary.function.steps;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/**
 * The option {@code fields} of steps that make a map of the body: an event, an item, another body. Fields are separated by commas:
 *
 * <ul>
 *   <li>{@code status}: the body's entry of that name; {@code error.reason}: the entry {@code reason} of the map {@code error}
 *   <li>{@code etag=processed_etag}: the same under another name
 *   <li>{@code sequencer=${exchangeProperty.sequencer}}: a Simple expression, which may hold commas
 *   <li>{@code status='Processed'}, {@code count=0}, {@code sent=false}, {@code note=null}: a constant
 *   <li>{@code *}: all of the body's entries; {@code *=error}, {@code *=${variable.answer}}: all entries of another map
 *   <li>{@code sequencer?}, {@code at=source.sequencer?}: left out where there is no such entry, or it has no value
 * </ul>
 *
 * <p>A later field of the same name as one that {@code *} has brought takes its place. A path that the body does not have is an error,
 * so that a slip of the pen is found by the first message; the question mark says that an entry may be missing.
 */
public final class BodyFields {

    /** All entries of the body. */
    public static final String EVERYTHING = "*";

    private final String step;
    private final List<FieldText> fields;

    private BodyFields(String step, List<FieldText> fields) {
        this.step = step;
        this.fields = fields;
    }

    /**
     * Reads the option.
     *
     * @param context where expressions are evaluated
     * @param step the step whose option it is, for messages
     * @param text the fields
     * @throws IllegalArgumentException with one sentence if they can't be read, or a name stands twice
     */
    public static BodyFields of(CamelContext context, String step, String text) {
        List<FieldText> fields = FieldText.all(context, step, text);
        Set<String> names = new LinkedHashSet<>();
        for (FieldText field : fields) {
            if (!field.isAll() && !names.add(field.name())) {
                throw new IllegalArgumentException(
                        step + ": the field \"" + field.name() + "\" stands twice in \"" + text + "\"");
            }
        }
        return new BodyFields(step, fields);
    }

    /**
     * Names that the text of the option gives, as far as they are known.
     *
     * @param text the fields
     * @return the names without {@code *}, and of paths their first part; empty if the text can't be read
     */
    public static Names names(String text) {
        Set<String> made = new LinkedHashSet<>();
        Set<String> read = new LinkedHashSet<>();
        boolean all = false;
        try {
            for (FieldText field : FieldText.all(null, "", text)) {
                all |= field.isAll();
                if (!field.isAll()) {
                    made.add(field.name());
                }
                if (!field.path().isEmpty() && !field.optional()) {
                    read.add(field.path().get(0));
                }
            }
        } catch (IllegalArgumentException e) {
            return new Names(Set.of(), Set.of(), true);
        }
        return new Names(made, read, all);
    }

    /**
     * What is known of fields from their text.
     *
     * @param made names of what is made
     * @param read entries that the body has to have
     * @param all whether there may be others
     */
    public record Names(Set<String> made, Set<String> read, boolean all) {}

    /**
     * The map of these fields.
     *
     * @param exchange its body is a map, unless no field is taken out of it
     * @return a new map in the order of the fields; a value may be null
     * @throws IllegalArgumentException with one sentence if the body has no such entry, or is no map
     */
    public Map<String, Object> from(Exchange exchange) {
        Map<String, Object> made = new LinkedHashMap<>();
        for (FieldText field : fields) {
            if (field.isAll()) {
                all(field, exchange).forEach((name, value) -> made.put(String.valueOf(name), plain(value)));
                continue;
            }
            Object value = field.isPath() ? entry(field, exchange) : field.value(exchange);
            if (value == Missing.ENTRY || value == null && field.optional()) {
                // What "*" has brought is not what the field says.
                made.remove(field.name());
            } else {
                made.put(field.name(), plain(value));
            }
        }
        return made;
    }

    private enum Missing {
        ENTRY
    }

    private Map<?, ?> all(FieldText field, Exchange exchange) {
        Object value;
        if (field.isPath()) {
            value = field.path().isEmpty() ? body(exchange) : entry(field, exchange);
        } else {
            value = field.value(exchange);
        }
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        if (field.optional() && (value == null || value == Missing.ENTRY)) {
            return Map.of();
        }
        throw new IllegalArgumentException(
                step + ": the field \"" + field.text() + "\" is to be all entries of a map, but is "
                        + (value == null ? "empty" : "a " + value.getClass().getSimpleName()));
    }

    private Object entry(FieldText field, Exchange exchange) {
        Object at = body(exchange);
        for (String name : field.path()) {
            if (!(at instanceof Map<?, ?> map) || !map.containsKey(name)) {
                if (field.optional()) {
                    return Missing.ENTRY;
                }
                throw new IllegalArgumentException(step + ": the body has no \"" + String.join(".", field.path())
                        + "\"; name an entry that it has, or write \"" + field.text()
                        + "?\" if it may be missing");
            }
            at = map.get(name);
        }
        return at;
    }

    private Map<?, ?> body(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        if (body instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException(step + " needs a map as the body, out of which it takes fields, but it is "
                + (body == null ? "empty" : "a " + body.getClass().getSimpleName()));
    }

    /** Times are texts wherever the map goes. */
    private static Object plain(Object value) {
        return value instanceof Instant time ? Timestamps.of(time) : value;
    }
}
