package dev.dromedary.function.ledger;

/**
 * Names of the exchange properties between triggers, the ledger and steps. A trigger sets those of the thing; the ledger and
 * steps set the others.
 */
public final class LedgerProperties {

    /**
     * {@code String}: the thing's id without the route: {@code bucket/key} for an object or an event that names an object (with
     * {@link #SEQUENCER}), the event's or message's id for all else. If absent, the key that the route's
     * {@code idempotentConsumer} evaluates is the thing.
     */
    public static final String LEDGER_ITEM = "ledgerItem";

    /**
     * {@code String}: the route that the thing belongs to, for work that several functions share through a {@code direct:} route.
     * If absent, the route that the exchange comes from.
     */
    public static final String LEDGER_ROUTE = "ledgerRoute";

    /**
     * {@code String}, hexadecimal: S3's sequencer, which orders the versions of a key. Absent for a thing that has no versions:
     * equal ids are then the same thing. An event without one is older than each that has one.
     */
    public static final String SEQUENCER = "sequencer";

    /**
     * {@code String}: hash of all that a request asks for under this id, which its sender has chosen. Absent where an id names just one
     * thing. Another request under the same id is refused: {@link OtherRequestException}.
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
     * {@code Long}: how many bytes the object that started the route has, as its event says. What is read of it has to be as
     * much: a reply may be cut and still agree with itself.
     */
    public static final String ANNOUNCED_BYTES = "announcedBytes";

    /** {@link Claim}: the claim that this exchange holds or held. */
    public static final String CLAIM = "claim";

    /** {@code Set<Claim>}: all claims that this exchange works under, also those of the work that it is a part of. */
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

    private LedgerProperties() {}
}
