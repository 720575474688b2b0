package dev.dromedary.function.ledger;

/**
 * Names of the exchange properties between triggers, the ledger and steps. A trigger sets those of the thing; the ledger and
 * steps set the others.
 */
public final class LedgerProperties {

    /**
     * {@code String}: the {@linkplain LedgerKey key} of what has started the route, for its {@code idempotentConsumer}: {@code bucket/key;sequencer}
     * for an object or an event that names an object, the event's or message's id for all else.
     */
    public static final String IDEMPOTENCY_KEY = "idempotencyKey";

    /**
     * {@code String}, hexadecimal: S3's sequencer, which orders the versions of a key, for the events that a route puts. Absent for a
     * thing that has no versions.
     */
    public static final String SEQUENCER = "sequencer";

    /**
     * {@code String}: hash of all that a request asks for under {@link #IDEMPOTENCY_KEY}, which its sender has chosen. Absent where a key
     * names just one thing. Another request under the same id is refused: {@link OtherRequestException}.
     */
    public static final String REQUEST_HASH = "requestHash";

    /**
     * {@link java.time.Instant}: until when a run may wait in place for another that holds the claim. Absent: for as long as a
     * claim can stand after its worker died.
     */
    public static final String DEADLINE = "invocationDeadline";

    /**
     * {@code Boolean}: whether a run waits in place for another that holds the claim (absent: true). False for a queue, which
     * gives the message back instead: {@link StillRunningException} at once.
     */
    public static final String WAITS_IN_PLACE = "waitsInPlace";

    /**
     * {@code String}: {@code bucket/key} of the object that started the route, or that the event which started it is about, where it
     * has an order. Absent for all else.
     */
    public static final String ANNOUNCED_OBJECT = "announcedObject";

    /**
     * {@code Long}: how many bytes the object that started the route has, as its event says. What is read of it has to be as
     * much: a reply may be cut and still agree with itself.
     */
    public static final String ANNOUNCED_BYTES = "announcedBytes";

    /** {@link Claim}: the claim that the steps of this exchange work under, of nested ones the innermost; or the one it held. */
    public static final String CLAIM = "claim";

    /**
     * {@code List<Claim>}: all claims that this exchange has worked under, also those of the work that it is a part of, the innermost
     * last.
     */
    static final String CLAIMS = "heldClaims";

    /**
     * {@code String}: what happened to the S3 object that started the route: {@link #CREATED}, {@link #DELETED} or
     * {@link #VERSION_DELETED}. Absent for all else.
     */
    public static final String CHANGE = "change";

    /** Value of {@link #CHANGE}: there is a new object, or a new version of it. */
    public static final String CREATED = "created";

    /** Value of {@link #CHANGE}: the key has no object any more; in a bucket with versions it has a delete marker. */
    public static final String DELETED = "deleted";

    /**
     * Value of {@link #CHANGE}: one version, or a delete marker, is gone for good. Another version may be, or have become, the
     * current one.
     */
    public static final String VERSION_DELETED = "version deleted";

    /** {@code String}: {@link #DONE_ALREADY} or {@link #SUPERSEDED} if there was nothing to do; absent otherwise. */
    public static final String OUTCOME = "outcome";

    /** Value of {@link #OUTCOME}: this version of the thing was completed before. */
    public static final String DONE_ALREADY = "done already";

    /** Value of {@link #OUTCOME}: a later version was completed, or what was announced is no longer there. */
    public static final String SUPERSEDED = "superseded";

    /** The failure of a step that is to be tried once, such as one within a doTry of a workflow. */
    public static final String TRIED_ONCE = "triedOnce";

    private LedgerProperties() {}
}
