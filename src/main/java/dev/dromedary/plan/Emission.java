package dev.dromedary.plan;

import java.util.Set;

/** Something that a function leaves behind and that may start another. */
public sealed interface Emission {

    /**
     * An object.
     *
     * @param bucket where
     * @param key its possible keys
     */
    record Put(Resource bucket, KeyPattern key) implements Emission {}

    /**
     * An event.
     *
     * @param bus the event bus
     * @param sources its possible sources; empty if unknown
     * @param detailTypes its possible detail-types; empty if unknown
     */
    record Event(Resource bus, Set<KeyPattern> sources, Set<KeyPattern> detailTypes) implements Emission {}

    /**
     * A message or record.
     *
     * @param target a queue or a stream
     */
    record Message(Resource target) implements Emission {}

    /**
     * An invocation.
     *
     * @param function the function
     */
    record Call(Resource function) implements Emission {}
}
