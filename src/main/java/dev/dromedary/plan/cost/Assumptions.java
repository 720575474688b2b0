package dev.dromedary.plan.cost;

import dev.dromedary.plan.Suggestion;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What properties say instead of what is usually assumed. */
final class Assumptions {

    private static final Pattern NAME = Pattern.compile("(?:([a-z0-9]+)\\.)?cost\\.(?:([a-z0-9-]+)\\.)?([a-z0-9-]+)");

    private final Map<String, Double> told = new TreeMap<>();
    private final Set<String> functions;

    /**
     * Gathers them; the later win.
     *
     * @param functions the functions that they may be about
     * @param prices the prices, whose file may hold what is for all pipelines
     * @param properties of the pipelines
     * @param volumes a file with more; null for none
     * @throws IllegalArgumentException if a property is no assumption, or no number; one sentence
     */
    Assumptions(Set<String> functions, Prices prices, Map<String, String> properties, Path volumes) {
        this.functions = functions;
        prices.assumptions().forEach(this::add);
        properties.forEach(this::add);
        if (volumes != null) {
            new TreeMap<>(Prices.read(volumes)).forEach((name, value) -> add(name.toString(), value.toString()));
        }
    }

    private void add(String name, String value) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches() || !Assumption.properties().contains(matcher.group(3))) {
            throw new IllegalArgumentException(
                    "The property " + name + " is no assumption of plan --cost, which are called"
                            + " PIPELINE.cost.NAME or PIPELINE.cost.VERB.NAME."
                            + Suggestion.among(Assumption.properties(), name.replaceFirst(".*\\.", "")));
        }
        String function = matcher.group(1) + "-" + matcher.group(2);
        if (matcher.group(2) != null && !functions.contains(function)) {
            throw new IllegalArgumentException("The property " + name + " is about a function " + function
                    + ", and there is none." + Suggestion.among(functions, function));
        }
        told.put(
                name,
                Assumption.number(value)
                        .orElseThrow(() -> new IllegalArgumentException("The property " + name + " is \"" + value
                                + "\"; it has to be a number, such as 1000 or 0.5.")));
    }

    /** What holds for one function. */
    Of of(String pipeline, String function) {
        return new Of(pipeline, function.substring(Math.min(function.length(), pipeline.length() + 1)));
    }

    /** What holds for one function. */
    final class Of {
        private final String pipeline;
        private final String verb;

        private Of(String pipeline, String verb) {
            this.pipeline = pipeline;
            this.verb = verb;
        }

        /** What a property says. */
        Optional<Double> told(Assumption assumption) {
            for (String scope : new String[] {pipeline + ".cost." + verb + ".", pipeline + ".cost.", "cost."}) {
                Double value = told.get(scope + assumption.property());
                if (value != null) {
                    return Optional.of(value);
                }
            }
            return Optional.empty();
        }

        double get(Assumption assumption) {
            return told(assumption).orElse(assumption.usual());
        }
    }

    /** What properties say, by their names. */
    Map<String, Double> told() {
        return told;
    }
}
