package dev.dromedary.desk.operations;

import java.time.Instant;
import java.util.Optional;

/**
 * The objects to replay.
 *
 * @param key the one object; empty for all under the prefix
 * @param prefix what keys begin with, besides the prefixes of the triggers
 * @param from written at this time or later
 * @param until written before this time
 * @param rejected only those whose manifest says that they were rejected whole
 */
public record Selection(Optional<String> key, String prefix, Instant from, Instant until, boolean rejected) {

    boolean takes(StoredObject object) {
        return object.key().startsWith(prefix)
                && !object.modified().isBefore(from)
                && object.modified().isBefore(until);
    }
}
