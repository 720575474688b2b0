package dev.dromedary.function.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

/**
 * {@code lambda:event}: an event on an EventBridge bus. The body is the event's detail; the other fields of the event
 * are headers of their own names. A detail that names an object (see the option {@code keyField}) also sets the headers
 * of {@code aws2-s3}, so that the object is read just as it was announced.
 */
final class EventTrigger implements Trigger {

    private static final String EXPECTED = "an EventBridge event (fields source, detail-type and detail)";

    @Override
    public String name() {
        return "event";
    }

    @Override
    public void check(LambdaEndpoint endpoint) {
        if (endpoint.getSource() == null && endpoint.getDetailType() == null && endpoint.getPattern() == null) {
            throw new IllegalArgumentException(
                    "lambda:event needs source, detailType or pattern; else every event would start the route");
        }
    }

    @Override
    public Map<String, Object> eventPattern(LambdaEndpoint endpoint) {
        return pattern(endpoint);
    }

    /** The pattern of the options {@code pattern}, {@code source} and {@code detailType}. */
    static Map<String, Object> pattern(LambdaEndpoint endpoint) {
        Map<String, Object> pattern = new LinkedHashMap<>(PatternFile.read(endpoint));
        if (endpoint.getSource() != null) {
            pattern.put("source", List.of(endpoint.getSource()));
        }
        if (endpoint.getDetailType() != null) {
            pattern.put("detail-type", List.of(endpoint.getDetailType()));
        }
        return pattern;
    }

    @Override
    public Map<String, Object> sample(LambdaEndpoint endpoint) {
        return PatternSample.fill(
                Map.of(
                        "id", "sample",
                        "source", "sample",
                        "detail-type", "sample",
                        "detail", Map.of("correlation_id", "sample")),
                eventPattern(endpoint));
    }

    @Override
    public List<Arrival> arrivals(LambdaEndpoint endpoint, Map<String, Object> document) {
        if (document.isEmpty()) {
            return List.of();
        }
        if (!(document.get("detail") instanceof Map<?, ?>)) {
            throw new UnexpectedEventException(EXPECTED, Described.event(document));
        }
        requireText(document, "source");
        requireText(document, "detail-type");
        same("source", endpoint.getSource(), Fields.text(document, "source"));
        same("detail-type", endpoint.getDetailType(), Fields.text(document, "detail-type"));
        EventFilter filter = endpoint.filter();
        if (filter != null && !filter.accepts(document)) {
            throw new UnexpectedEventException(
                    "an event that the pattern " + endpoint.getPattern() + " matches",
                    "one of source \"" + Described.text(document.get("source")) + "\" and detail-type \""
                            + Described.text(document.get("detail-type")) + "\" that it does not match");
        }
        Map<String, Object> detail = Fields.object(document, "detail");
        Optional<String> id = Optional.ofNullable(Fields.id(document, "id"));
        String correlationId = Optional.ofNullable(Fields.id(detail, "correlation_id"))
                .or(() -> id)
                .orElseThrow(EventTrigger::withoutId);
        Optional<String> key = Optional.ofNullable(Fields.text(detail, endpoint.getKeyField()));
        Optional<String> bucket = Optional.ofNullable(Fields.text(detail, "bucket"));
        Map<String, Object> headers = HeaderFilter.envelope(document);
        if (key.isEmpty() || bucket.isEmpty()) {
            String item = id.orElseThrow(EventTrigger::withoutId);
            return List.of(new Arrival(correlationId, item, null, null, headers, detail).replayedBy(detail));
        }
        checkObject(endpoint, bucket.get(), key.get());
        headers.put(AWS2S3Constants.BUCKET_NAME, bucket.get());
        headers.put(AWS2S3Constants.KEY, key.get());
        String etag = S3Trigger.quoted(Fields.id(detail, "etag"));
        if (etag != null) {
            headers.put(AWS2S3Constants.E_TAG, etag);
            headers.put(AWS2S3Constants.IF_MATCH_CONDITION, etag);
        }
        String sequencer = Fields.id(detail, "sequencer");
        // Without an order, a later version of the object would pass for done already; each event then counts by
        // itself.
        String item = sequencer == null ? id.orElseThrow(EventTrigger::withoutId) : bucket.get() + "/" + key.get();
        return List.of(new Arrival(
                        correlationId,
                        item,
                        sequencer,
                        OutputName.fitting(ObjectKey.asName(
                                S3Trigger.outputName(withoutPrefix(endpoint, key.get()), "", suffixes(endpoint)))),
                        headers,
                        detail)
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

    private static void checkObject(LambdaEndpoint endpoint, String bucket, String key) {
        if (endpoint.getBucket() != null && !endpoint.getBucket().equals(bucket)) {
            throw new UnexpectedEventException(
                    "an event about an object in the bucket " + endpoint.getBucket(),
                    "one about the bucket " + Described.text(bucket));
        }
        try {
            PercentEncoding.requireUtf8(key);
        } catch (IllegalArgumentException e) {
            throw new UnexpectedEventException(
                    EXPECTED, "the key " + Described.text(key) + ", " + e.getMessage() + ",");
        }
        if (!key.startsWith(endpoint.getPrefix())) {
            throw new UnexpectedEventException(
                    "an event about an object under " + endpoint.getPrefix(), "one about " + Described.text(key));
        }
        // Another end would also make names of outputs ambiguous.
        if (suffixes(endpoint).stream().noneMatch(withoutPrefix(endpoint, key)::endsWith)) {
            throw new UnexpectedEventException(
                    "an event about an object that ends with " + endpoint.getSuffix(),
                    "one about " + Described.text(key));
        }
    }

    private static String withoutPrefix(LambdaEndpoint endpoint, String key) {
        return key.substring(endpoint.getPrefix().length());
    }

    private static List<String> suffixes(LambdaEndpoint endpoint) {
        return S3Trigger.suffixes(endpoint);
    }
}
