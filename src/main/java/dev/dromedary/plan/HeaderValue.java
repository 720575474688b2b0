package dev.dromedary.plan;

/**
 * What a header may hold when a step runs.
 *
 * @param origin where it comes from
 * @param text the expression that set it, placeholders resolved; empty unless a step set it
 */
public record HeaderValue(Origin origin, String text) {

    /** Where a header's value comes from. */
    enum Origin {
        /** There is none. */
        ABSENT,
        /** The trigger set it, and no step has changed it. */
        TRIGGER,
        /** A step set it to a text that may have expressions in it. */
        STEP,
        /** A step set it to something that can't be known. */
        UNKNOWN
    }

    static final HeaderValue ABSENT = new HeaderValue(Origin.ABSENT, "");
    public static final HeaderValue TRIGGER = new HeaderValue(Origin.TRIGGER, "");
    static final HeaderValue UNKNOWN = new HeaderValue(Origin.UNKNOWN, "");

    static HeaderValue of(String text) {
        return new HeaderValue(Origin.STEP, text);
    }
}
