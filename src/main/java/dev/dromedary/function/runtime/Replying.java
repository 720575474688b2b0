package dev.dromedary.function.runtime;

/**
 * A trigger whose caller waits and gets what the route leaves as its body, beside what became of it: {@code
 * {"correlation_id": …, "outcome": …, "body": …}}.
 */
public interface Replying {

    /** The field of the reply that holds the body. */
    String BODY = "body";
}
