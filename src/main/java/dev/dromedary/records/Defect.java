package dev.dromedary.records;

import java.util.Objects;

/**
 * Why a whole file can never succeed; no retry helps.
 *
 * @param reason a code in snake_case, such as {@code unclosed_quote}
 * @param message one sentence for a person: what is wrong, where (line number), what to do
 */
public record Defect(String reason, String message) {

    public Defect {
        Objects.requireNonNull(reason);
        Objects.requireNonNull(message);
    }
}
