package dev.dromedary.function.ledger;

import java.util.Objects;

/**
 * What a run read, and by which definition it worked on it.
 *
 * @param hash SHA-256 of the content, hexadecimal
 * @param definition hash of the route and its schema, hexadecimal
 */
record Content(String hash, String definition) {

    Content {
        Objects.requireNonNull(hash, "content hash");
        Objects.requireNonNull(definition, "definition hash");
    }
}
