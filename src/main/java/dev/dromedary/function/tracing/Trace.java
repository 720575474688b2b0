package dev.dromedary.function.tracing;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The pieces of work of one invocation, and which of them are recorded. */
final class Trace {

    /** So many parts of a kind are recorded within one piece of work: a split has thousands. */
    private static final int MOST_ALIKE = 10;

    private static final int LONGEST_ANNOTATION = 1000;

    private final TraceHeader header;
    private final int most;
    private final Subsegment invocation;

    /** One clock for all, which does not jump, so that parts lie within what they are parts of. */
    private final long epoch = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());

    private final long nanos = System.nanoTime();

    /** Drawn for each invocation: clones of a snapshot would share what is drawn before. */
    private long nextId = new SecureRandom().nextLong();

    private final List<Subsegment> recorded = new ArrayList<>();
    private final Map<Throwable, String> causes = new IdentityHashMap<>();
    private int failures;
    private boolean closed;

    /** Parts of a kind: how many there were, how many of them are recorded, how long they took in all. */
    static final class Repeated {
        private int count;
        private int recorded;
        private long micros;
    }

    /** @param most how many pieces are recorded, and how many failures besides */
    Trace(TraceHeader header, int most, String name) {
        this.header = header;
        this.most = most;
        this.invocation = new Subsegment(this, null, name, name, now());
        record(invocation);
    }

    Subsegment invocation() {
        return invocation;
    }

    synchronized Subsegment begin(Subsegment within, String name, String kind) {
        if (closed) {
            return Subsegment.NONE;
        }
        Subsegment parent = within;
        // An exchange still names the step before, and another thread what it was started in.
        while (parent.parent != null && (parent.id == null || parent.ended != 0)) {
            parent = parent.parent;
        }
        Subsegment part = new Subsegment(this, parent, name, kind, now());
        Repeated alike = parent.parts.computeIfAbsent(kind, first -> new Repeated());
        alike.count++;
        if (alike.recorded < MOST_ALIKE && recorded.size() - failures < most) {
            alike.recorded++;
            record(part);
        }
        return part;
    }

    private void record(Subsegment part) {
        part.id = newId();
        recorded.add(part);
    }

    private String newId() {
        return HexFormat.of().toHexDigits(nextId++);
    }

    synchronized void put(Map<String, Object> to, String key, Object value) {
        to.put(key, value);
    }

    synchronized void annotate(Subsegment part, String key, String value) {
        int end = Math.min(value.length(), LONGEST_ANNOTATION);
        boolean half = end < value.length() && Character.isHighSurrogate(value.charAt(end - 1));
        part.annotations.put(key, value.substring(0, half ? end - 1 : end));
    }

    /** What failed is recorded even if it was only counted, so that the thousandth of its kind can be looked at. */
    synchronized void end(Subsegment part, boolean failed) {
        if (closed || part.ended != 0) {
            return;
        }
        part.ended = now();
        if (part.parent == null) {
            return;
        }
        Repeated alike = part.parent.parts.get(part.kind);
        alike.micros += part.ended - part.started;
        if (failed && part.id == null && failures < most) {
            failures++;
            alike.recorded++;
            record(part);
        }
    }

    synchronized void fail(Subsegment part, Throwable failure) {
        if (part.fields.keySet().stream().noneMatch(Cause.FLAGS::contains)) {
            part.fields.put(Cause.FAULT, true);
        }
        if (failure == null) {
            return;
        }
        Optional<String> known =
                Cause.chain(failure).map(causes::get).filter(Objects::nonNull).findFirst();
        if (known.isPresent()) {
            part.fields.put("cause", known.get());
            return;
        }
        Throwable reason = Cause.reason(failure);
        String id = newId();
        causes.put(reason, id);
        part.fields.put("cause", Cause.of(id, reason));
    }

    synchronized String header(Subsegment part) {
        return header.within(part.id == null ? part.parent.id : part.id);
    }

    private long now() {
        return epoch + (System.nanoTime() - nanos) / 1000;
    }

    /** Ends the invocation, after which nothing counts. */
    synchronized List<Map<String, Object>> close() {
        end(invocation, false);
        closed = true;
        return recorded.stream().map(this::document).toList();
    }

    private Map<String, Object> document(Subsegment part) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", part.name);
        document.put("id", part.id);
        document.put("trace_id", header.root());
        document.put("parent_id", part.parent == null ? header.parent() : part.parent.id);
        document.put("type", "subsegment");
        document.put("start_time", seconds(part.started));
        if (part.ended == 0) {
            // Its thread goes on without the invocation.
            document.put("in_progress", true);
        } else {
            document.put("end_time", seconds(part.ended));
        }
        document.putAll(part.fields);
        if (!part.annotations.isEmpty()) {
            document.put("annotations", part.annotations);
        }
        Map<String, Object> metadata = new LinkedHashMap<>(part.metadata);
        Map<String, Object> repeated = repeated(part);
        if (!repeated.isEmpty()) {
            metadata.put("repeated", repeated);
        }
        if (!metadata.isEmpty()) {
            document.put("metadata", Map.of("dromedary", metadata));
        }
        return document;
    }

    private static Map<String, Object> repeated(Subsegment part) {
        Map<String, Object> repeated = new LinkedHashMap<>();
        part.parts.forEach((kind, parts) -> {
            if (parts.count > parts.recorded) {
                repeated.put(kind, Map.of("count", parts.count, "seconds", seconds(parts.micros)));
            }
        });
        return repeated;
    }

    private static BigDecimal seconds(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }
}
