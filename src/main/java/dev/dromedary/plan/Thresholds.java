package dev.dromedary.plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * When the alarms of a pipeline's functions go off, where its properties say so: {@code health.thresholds.quality-score=95}. The
 * names are those of the variable {@code thresholds} in terraform/variables.tf, which holds for what is not there.
 */
final class Thresholds implements Rule {

    private static final Set<String> NAMES = new TreeSet<>(Set.of(
            "async-event-age",
            "duration-share",
            "iterator-age",
            "model-cost",
            "model-failures",
            "quality-score",
            "queue-age",
            "sent-queue-age"));

    private static final Map<String, BigDecimal> MOST =
            Map.of("duration-share", new BigDecimal("0.99"), "quality-score", new BigDecimal(100));

    /** The thresholds of a pipeline, as its properties have them, by their names. */
    static Map<String, String> of(Settings settings, String pipeline) {
        String beginning = pipeline + ".thresholds.";
        Map<String, String> thresholds = new TreeMap<>();
        settings.all(Pattern.compile(Pattern.quote(beginning) + ".+"))
                .forEach((name, value) -> thresholds.put(name.substring(beginning.length()), value.strip()));
        return thresholds;
    }

    /** They in the plan: numbers, by the names that Terraform has for them. */
    static Map<String, Object> document(Map<String, String> thresholds) {
        Map<String, Object> numbers = new TreeMap<>();
        thresholds.forEach((name, value) -> numbers.put(name.replace('-', '_'), new BigDecimal(value)));
        return numbers;
    }

    @Override
    public List<Finding> check(Subject subject) {
        return subject.functions().stream()
                .flatMap(function -> function.thresholds().entrySet().stream()
                        .filter(each -> !isRight(each.getKey(), each.getValue()))
                        .map(each -> finding(subject.folder(), function.pipeline(), each.getKey(), each.getValue())))
                .distinct()
                .toList();
    }

    private static boolean isRight(String name, String value) {
        return NAMES.contains(name)
                && value.matches("\\d{1,9}(\\.\\d{1,9})?")
                && new BigDecimal(value).signum() > 0
                && new BigDecimal(value).compareTo(MOST.getOrDefault(name, new BigDecimal(value))) <= 0;
    }

    private static Finding finding(RoutesFolder folder, String pipeline, String name, String value) {
        String property = pipeline + ".thresholds." + name;
        String file = folder.properties(pipeline).stream()
                .filter(each -> folder.lineOfProperty(each, property) > 0)
                .findFirst()
                .orElse(pipeline);
        String message = NAMES.contains(name)
                ? "The property " + property + " is \"" + value + "\", and has to be a number above 0"
                        + (MOST.containsKey(name) ? " and up to " + MOST.get(name) : "") + "."
                : "No alarm has the threshold \"" + name + "\"; there is " + String.join(", ", NAMES) + "."
                        + Suggestion.among(NAMES, name);
        return new Finding(file, folder.lineOfProperty(file, property), message);
    }
}
