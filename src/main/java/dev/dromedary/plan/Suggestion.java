package dev.dromedary.plan;

import dev.dromedary.function.records.Nearest;
import java.util.Collection;

/** The name that a person may have meant, as a sentence to go on with. */
public final class Suggestion {

    private Suggestion() {}

    /**
     * Suggests a name.
     *
     * @return {@code  Did you mean "…"?} with a space before it; empty if no name is near
     */
    public static String among(Collection<String> names, String wrong) {
        return Nearest.of(wrong, names)
                .map(nearest -> " Did you mean \"" + nearest + "\"?")
                .orElse("");
    }
}
