package dev.dromedary.faults;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may differ between two runs that have done the same. Nothing else may: {@link FinalState} compares all that the
 * cloud holds.
 */
final class VolatileFields {

    /** When something was done, and by whom. Wherever such a value stands again, as in a mail, it is left out, too. */
    static final Set<String> VALUES = Set.of(
            "arrivals",
            "started",
            "ended",
            "duration_ms",
            "analysis_timestamp",
            "eventTime",
            "analysis_date",
            "notification_timestamp",
            "notification_message_id",
            "notification_claimed_until",
            "since",
            "processing_timestamp",
            "pipeline_id",
            "submitted_at",
            "updated_at",
            "ended_at",
            "changed partitions",
            "turn",
            "ttl");

    /** What the ledger and other tables note of attempts, not of results. */
    static final Set<String> OF_ATTEMPTS = Set.of(
            "owner", "completedBy", "revision", "leaseUntil", "expires", "firstClaims", "firstClaim", "claimedAt");

    /** Items that count what was paid for, whoever has died since. */
    static final String RESERVATIONS = "tokens#";

    /**
     * ETags are those of contents, which hold times. That of an object that is there is named by its key; that of one that
     * was replaced since is named so.
     */
    static final Set<String> ETAGS = Set.of("etag", "analysis_etag", "processed_etag", "rejected_etag");

    /** An attempt more leaves a version more of what it writes: which of the earlier ones an ETag is of, nobody minds. */
    static final Pattern REPLACED = Pattern.compile("<etag of version \\d+ of ([^>]+)>");

    /** Names an attempt at an upload in an object's metadata, by which it knows its own object after a lost reply. */
    static final String UPLOAD = "upload";

    /**
     * How often files of a set had come, in the 19 digits by which the ledger orders them. Retries and duplicates are counted,
     * too, so what matters is which is the greater one.
     */
    static final Pattern ORDER = Pattern.compile("0{10}\\d{9,}");

    /** The bus draws the id of an event, by which one that names no object is known; its run is called after that. */
    static final Pattern DRAWN =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[34][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    /** What is drawn from it is the order of a claim: an attempt more draws again. */
    static final String TURN = "turn#";

    /** Objects in Parquet that hold times are larger or smaller by some bytes, which their lineage and the manifest tell. */
    static final Pattern SIZE = Pattern.compile("\"size\":\\d+");

    static final Pattern PARQUET_BYTES = Pattern.compile("(?<=parquet>\",)\"bytes\":\\d+");

    private VolatileFields() {}
}
