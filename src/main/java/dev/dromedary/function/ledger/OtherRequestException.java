package dev.dromedary.function.ledger;

/**
 * A sender has chosen an id that another of its requests has already. To take it for the same would drop it without a word. Never
 * repeated: it stays so.
 */
public final class OtherRequestException extends RuntimeException {

    OtherRequestException(String id) {
        super("Another request was made under the id \"" + LogText.escape(id) + "\".");
    }
}
