package dev.dromedary.function.trigger.eventbridge;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Described;
import dev.dromedary.function.runtime.Fields;
import dev.dromedary.function.runtime.HeaderFilter;
import dev.dromedary.function.runtime.PercentEncoding;
import dev.dromedary.function.runtime.UnexpectedEventException;
import dev.dromedary.function.trigger.s3.KeyFilter;
import dev.dromedary.function.trigger.s3.S3Reader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/**
 * Reads events: an event on an EventBridge bus. The body is the event's detail; the other fields of the event
 * are headers of their own names. A detail that names an object (see the option {@code keyField}) also sets the headers
 * of {@code aws2-s3}, so that the object is read just as it was announced.
 */
public final class EventBridgeReader {

    private static final String EXPECTED = "an EventBridge event (fields source, detail-type and detail)";

    private final String scheme;
    private final CamelContext context;
    private final EventOptions options;
    private final KeyFilter objects;
    /** Made when it is first asked for. */
    private EventFilter filter;

    /** A reader of those events that the options ask for, about those objects; the trigger's scheme is for messages. */
    public EventBridgeReader(String scheme, CamelContext context, EventOptions options, KeyFilter objects) {
        this.scheme = scheme;
        this.context = context;
        this.options = options;
        this.objects = objects;
    }

    /**
     * Makes the filter of the option {@code pattern}, so that a pattern that is none is told before the first event.
     *
     * @throws IllegalArgumentException with one sentence, if it is none
     */
    public synchronized void start() {
        if (filter == null && options.getPattern() != null) {
            filter = new EventFilter(scheme + ": the pattern " + options.getPattern(), pattern());
        }
    }

    /**
     * The event pattern of the options {@code pattern}, {@code source} and {@code detailType}.
     *
     * @throws IllegalArgumentException with one sentence, if the file holds none
     */
    public Map<String, Object> pattern() {
        Map<String, Object> pattern = new LinkedHashMap<>(EventPatterns.read(scheme, context, options.getPattern()));
        if (options.getSource() != null) {
            pattern.put("source", List.of(options.getSource()));
        }
        if (options.getDetailType() != null) {
            pattern.put("detail-type", List.of(options.getDetailType()));
        }
        return pattern;
    }

    /** An event that matches, as far as the pattern tells. */
    public Map<String, Object> sample() {
        return PatternSample.fill(
                Map.of(
                        "id", "sample",
                        "source", "sample",
                        "detail-type", "sample",
                        "detail", Map.of("correlation_id", "sample")),
                pattern());
    }

    /**
     * Reads an event; an empty one brings nothing.
     *
     * @throws UnexpectedEventException if it is none, or one that the options do not ask for
     */
    public List<Arrival> arrivals(Map<String, Object> document) {
        if (document.isEmpty()) {
            return List.of();
        }
        if (!(document.get("detail") instanceof Map<?, ?>)) {
            throw new UnexpectedEventException(EXPECTED, Described.event(document));
        }
        requireText(document, "source");
        requireText(document, "detail-type");
        same("source", options.getSource(), Fields.text(document, "source"));
        same("detail-type", options.getDetailType(), Fields.text(document, "detail-type"));
        start();
        if (filter != null && !filter.accepts(document)) {
            throw new UnexpectedEventException(
                    "an event that the pattern " + options.getPattern() + " matches",
                    "one of source \"" + Described.text(document.get("source")) + "\" and detail-type \""
                            + Described.text(document.get("detail-type")) + "\" that it does not match");
        }
        Map<String, Object> detail = Fields.object(document, "detail");
        Optional<String> id = Optional.ofNullable(Fields.id(document, "id"));
        String correlationId = Optional.ofNullable(Fields.id(detail, "correlation_id"))
                .or(() -> id)
                .orElseThrow(EventBridgeReader::withoutId);
        Optional<String> key = Optional.ofNullable(Fields.text(detail, options.getKeyField()));
        Optional<String> bucket = Optional.ofNullable(Fields.text(detail, "bucket"));
        Map<String, Object> headers = HeaderFilter.envelope(document);
        if (key.isEmpty() || bucket.isEmpty()) {
            String item = id.orElseThrow(EventBridgeReader::withoutId);
            return List.of(new Arrival(correlationId, item, null, null, headers, detail).replayedBy(detail));
        }
        checkObject(bucket.get(), key.get());
        headers.put(AWS2S3Constants.BUCKET_NAME, bucket.get());
        headers.put(AWS2S3Constants.KEY, key.get());
        String etag = S3Reader.quoted(Fields.id(detail, "etag"));
        if (etag != null) {
            headers.put(AWS2S3Constants.E_TAG, etag);
            headers.put(AWS2S3Constants.IF_MATCH_CONDITION, etag);
        }
        String sequencer = Fields.id(detail, "sequencer");
        // Without an order, a later version of the object would pass for done already; each event then counts by
        // itself.
        String item = sequencer == null ? id.orElseThrow(EventBridgeReader::withoutId) : bucket.get() + "/" + key.get();
        return List.of(new Arrival(correlationId, item, sequencer, objects.outputName(key.get()), headers, detail)
                .replayedBy(detail)
                .sized(size(detail)));
    }

    /** Not a header, which a later put would take for the length of what it writes. */
    private static Long size(Map<String, Object> detail) {
        return detail.get("size") instanceof Number number && number.longValue() >= 0 ? number.longValue() : null;
    }

    private static void requireText(Map<String, Object> event, String field) {
        if (!(event.get(field) instanceof String text) || text.isBlank()) {
            throw new UnexpectedEventException(
                    EXPECTED, "an event whose " + field + " is " + Described.value(event, field));
        }
    }

    /** Two events without one could not be told apart, and the second would pass for done already. */
    private static UnexpectedEventException withoutId() {
        return new UnexpectedEventException(EXPECTED, "an event without id");
    }

    private static void same(String field, String wanted, String came) {
        if (wanted != null && !Objects.equals(wanted, came)) {
            throw new UnexpectedEventException(
                    "an event of " + field + " \"" + wanted + "\"", "one of \"" + Described.text(came) + "\"");
        }
    }

    private void checkObject(String bucket, String key) {
        if (objects.bucket() != null && !objects.bucket().equals(bucket)) {
            throw new UnexpectedEventException(
                    "an event about an object in the bucket " + objects.bucket(),
                    "one about the bucket " + Described.text(bucket));
        }
        try {
            PercentEncoding.requireUtf8(key);
        } catch (IllegalArgumentException e) {
            throw new UnexpectedEventException(
                    EXPECTED, "the key " + Described.text(key) + ", " + e.getMessage() + ",");
        }
        if (!key.startsWith(objects.prefix())) {
            throw new UnexpectedEventException(
                    "an event about an object under " + objects.prefix(), "one about " + Described.text(key));
        }
        // Another end would also make names of outputs ambiguous.
        if (!objects.matches(key)) {
            throw new UnexpectedEventException(
                    "an event about an object that ends with " + String.join(" or ", objects.suffixes()),
                    "one about " + Described.text(key));
        }
    }
}
