package dev.dromedary.plan;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.support.PatternHelper;

/**
 * What is known of the headers at one place in a route: for each header all values that it may have, whichever branches
 * were taken before.
 *
 * @param headers values by name in lower case, as Camel looks headers up in any case; a header that is not in it is absent
 */
public record Flow(Map<String, Set<HeaderValue>> headers) {

    /** Nothing is set. */
    public static final Flow EMPTY = new Flow(Map.of());

    public Flow {
        headers = Map.copyOf(headers);
    }

    Set<HeaderValue> header(String name) {
        return headers.getOrDefault(key(name), Set.of(HeaderValue.ABSENT));
    }

    public Flow with(String name, HeaderValue value) {
        Map<String, Set<HeaderValue>> changed = new HashMap<>(headers);
        changed.put(key(name), Set.of(value));
        return new Flow(changed);
    }

    /** Without the headers that fit a pattern of {@code removeHeaders}. */
    Flow without(String pattern, String excludePattern) {
        Map<String, Set<HeaderValue>> left = new HashMap<>(headers);
        left.keySet()
                .removeIf(name -> PatternHelper.matchPattern(name, key(pattern))
                        && (excludePattern.isEmpty() || !PatternHelper.matchPattern(name, key(excludePattern))));
        return new Flow(left);
    }

    /** What is known where two ways meet. */
    Flow or(Flow other) {
        if (equals(other)) {
            return this;
        }
        Set<String> names = new TreeSet<>(headers.keySet());
        names.addAll(other.headers.keySet());
        Map<String, Set<HeaderValue>> both = new HashMap<>();
        for (String name : names) {
            Set<HeaderValue> values = new LinkedHashSet<>(header(name));
            values.addAll(other.header(name));
            both.put(name, Set.copyOf(values));
        }
        return new Flow(both);
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
