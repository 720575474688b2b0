package dev.dromedary.function.records;

import java.util.Objects;
import java.util.Optional;

/**
 * Why a whole file can never succeed; no retry helps. Reason and message travel to places for everyone, so neither holds a
 * value of the file, nor a name that its schema does not know.
 *
 * @param reason a code in snake_case, such as {@code unclosed_quote}
 * @param message one sentence for a person: what is wrong, where (line number), what to do; cut at 1,000 characters
 * @param detail what stands in the file, escaped, for a person at a desk who has the file; nothing else may show it
 */
public record Defect(String reason, String message, Optional<String> detail) {

    private static final int LONGEST = 1000;

    public Defect {
        Objects.requireNonNull(reason);
        message = message.length() <= LONGEST ? message : message.substring(0, LONGEST - 1) + "…";
        Objects.requireNonNull(detail);
    }

    /** A defect of which there is nothing more to show. */
    public Defect(String reason, String message) {
        this(reason, message, Optional.empty());
    }

    /** The same with what a person at a desk may see. */
    Defect withDetail(String shown) {
        return new Defect(reason, message, Optional.of(shown));
    }

    /** The reason and the message, and nothing of the file. */
    @Override
    public String toString() {
        return reason + ": " + message;
    }
}
