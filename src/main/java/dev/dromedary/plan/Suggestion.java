package dev.dromedary.plan;

import java.util.Collection;
import java.util.LinkedHashSet;
import org.apache.camel.catalog.suggest.CatalogSuggestionStrategy;

/** Finds the name that a person may have meant, in the way in which Camel's catalog does for options. */
public final class Suggestion {

    private Suggestion() {}

    /**
     * Suggests a name.
     *
     * @param names the right names
     * @param wrong what was written
     * @return {@code  Did you mean "…"?} with a space before it; empty if no name is near
     */
    public static String among(Collection<String> names, String wrong) {
        return didYouMean(new CatalogSuggestionStrategy().suggestEndpointOptions(new LinkedHashSet<>(names), wrong));
    }

    static String didYouMean(String[] nearest) {
        return nearest == null || nearest.length == 0 ? "" : " Did you mean \"" + nearest[0] + "\"?";
    }
}
