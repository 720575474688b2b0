package dev.dromedary.plan;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * An endpoint that a step sends to, or reads from.
 *
 * @param step the step
 * @param uri the endpoint, placeholders unresolved
 * @param options its options by name, those in its path too, placeholders unresolved
 * @param flow what is known of the headers
 * @param resolver puts values in the place of placeholders
 */
public record EndpointUse(
        Step step, String uri, Map<String, String> options, Flow flow, UnaryOperator<String> resolver) {

    String scheme() {
        return EndpointUri.scheme(uri);
    }

    /** Whether messages are fetched from the endpoint instead of sent to it. */
    boolean reads() {
        return step.name().equals("poll") || step.name().equals("pollEnrich");
    }

    /** An option as it is written. */
    public Optional<String> raw(String option) {
        return Optional.ofNullable(options.get(option)).filter(value -> !value.isBlank());
    }

    /** An option with its placeholders resolved. */
    Optional<String> option(String option) {
        return raw(option).map(resolver).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** What a header may say, and where it is absent, an option. */
    Set<HeaderValue> headerOrOption(String header, String option, String otherwise) {
        Set<HeaderValue> values = new LinkedHashSet<>();
        for (HeaderValue value : flow.header(header)) {
            if (value.origin() == HeaderValue.Origin.ABSENT) {
                Optional<String> set = option == null ? Optional.empty() : option(option);
                values.add(set.or(() -> Optional.ofNullable(otherwise))
                        .map(HeaderValue::of)
                        .orElse(HeaderValue.ABSENT));
            } else if (value.origin() == HeaderValue.Origin.STEP) {
                values.add(HeaderValue.of(resolver.apply(value.text())));
            } else {
                values.add(value);
            }
        }
        return values;
    }
}
