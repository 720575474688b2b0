package dev.dromedary.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What has to hold of a plan before it is written. What the trigger checks itself when it is made (ranges of memory and
 * timeout, sizes of batches, 29 seconds for http) and what a step needs (the URL of a queue, deduplication ids) are found
 * where they stand.
 */
final class Rules {

    static final Comparator<Finding> BY_PLACE =
            Comparator.comparing(Finding::file).thenComparing(Finding::line).thenComparing(Finding::message);

    private static final List<Rule> ALL = List.of(
            new ConcurrencyRule(),
            new CycleRule(),
            new EnvironmentRule(),
            new EventPatternRule(),
            new LedgerRule(),
            new MissingResourceRule(),
            new OverlapRule(),
            new ReaderRule(),
            new ResourceNameRule(),
            new SharedBusRule(),
            new TableRule(),
            new TriggerRule());

    private Rules() {}

    static List<Finding> check(RoutesFolder folder, Collection<PlannedFunction> functions, Graph graph) {
        Rule.Subject subject = new Rule.Subject(folder, functions, graph);
        return ALL.stream().flatMap(rule -> rule.check(subject).stream()).toList();
    }
}
