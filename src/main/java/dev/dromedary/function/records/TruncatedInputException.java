package dev.dromedary.function.records;

import java.io.IOException;

/** The stream ended before the object did, as a lost connection does. Reading again helps. */
public final class TruncatedInputException extends IOException {

    TruncatedInputException(long count, long expected) {
        super("The input ended after " + count + " of " + expected
                + " bytes, as if the connection was lost; read it again.");
    }
}
