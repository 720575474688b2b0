package dev.dromedary.function.tracing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * A piece of work of an invocation, as X-Ray knows it; nothing ever comes of one that belongs to no trace. Work that is not
 * recorded is counted in the piece around it that is. May be used by several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-subsegments">Subsegments</a>
 */
public final class Subsegment {

    /** Of an invocation that X-Ray does not want to know of. */
    public static final Subsegment NONE = new Subsegment(null, null, "", "", 0);

    /** The exchange property that has the piece of work whose part the next step is. */
    private static final String PROPERTY = "subsegment";

    private static final ThreadLocal<Subsegment> CURRENT = ThreadLocal.withInitial(() -> NONE);

    private final Trace trace;
    final Subsegment parent;
    final String name;
    final String kind;
    final long started;

    /** Null while it is only counted. */
    String id;
    /** 0 until then. */
    long ended;

    final Map<String, Object> fields = new LinkedHashMap<>();
    final Map<String, Object> annotations = new LinkedHashMap<>();
    final Map<String, Object> metadata = new LinkedHashMap<>();
    final Map<String, Trace.Repeated> parts = new LinkedHashMap<>();

    /** @param parent that is recorded; null of the whole invocation */
    Subsegment(Trace trace, Subsegment parent, String name, String kind, long started) {
        this.trace = trace;
        this.parent = parent;
        this.name = name;
        this.kind = kind;
        this.started = started;
    }

    /** Ends what {@link #enter} has begun. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }

    /** What this thread works at. */
    public static Subsegment current() {
        return CURRENT.get();
    }

    static Subsegment of(Exchange exchange) {
        Subsegment bound = exchange.getProperty(PROPERTY, Subsegment.class);
        return bound == null ? NONE : bound;
    }

    /** Makes the next steps of an exchange, and of its copies, parts of it. */
    public void bind(Exchange exchange) {
        if (trace != null) {
            exchange.setProperty(PROPERTY, this);
        }
    }

    /** Lets this thread work at it until the scope is closed by the same thread. */
    public Scope enter() {
        Subsegment before = CURRENT.get();
        if (before == this) {
            return () -> {};
        }
        CURRENT.set(this);
        return () -> CURRENT.set(before);
    }

    /** Begins a part of it; parts of one name are alike. */
    public Subsegment begin(String part) {
        return begin(part, part);
    }

    /** @param alike what tells parts of one name apart */
    Subsegment begin(String part, String alike) {
        return trace == null ? NONE : trace.begin(this, part, alike);
    }

    /** Lets X-Ray find the trace by a value of at most 1,000 characters; of a longer one, by its beginning. */
    public Subsegment annotate(String key, String value) {
        if (trace != null) {
            trace.annotate(this, key, value);
        }
        return this;
    }

    /** Adds a field of its document. */
    void put(String field, Object value) {
        if (trace != null) {
            trace.put(fields, field, value);
        }
    }

    /** Adds what only people read. */
    void tell(String key, Object value) {
        if (trace != null) {
            trace.put(metadata, key, value);
        }
    }

    /** Ends it; a second end changes nothing. */
    void end() {
        if (trace != null) {
            trace.end(this, false);
        }
    }

    /** Ends it as failed, by an exception; null for one that a part of it tells of. */
    void fail(Throwable failure) {
        if (trace != null) {
            trace.fail(this, failure);
            trace.end(this, true);
        }
    }

    /** Ends it as the exchange, whose step it is, has ended. */
    public void end(Exchange exchange) {
        if (exchange.getException() == null) {
            end();
        } else {
            fail(exchange.getException());
        }
    }

    /** The header that makes what a call causes elsewhere a part of this; empty if there is no trace. */
    Optional<String> header() {
        return trace == null ? Optional.empty() : Optional.of(trace.header(this));
    }

    boolean isTraced() {
        return trace != null;
    }
}
