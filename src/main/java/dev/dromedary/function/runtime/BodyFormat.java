package dev.dromedary.function.runtime;

/** What the body of a message, record or request is. */
public enum BodyFormat {
    /** A text, in UTF-8. */
    text,
    /** Parsed JSON. */
    json,
    /** The bytes as they are. */
    bytes
}
