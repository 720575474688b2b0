package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A queue's message starts one of the functions that read it, whichever is first, and an HTTP API has one route for a method
 * and path. Streams and buses tell all.
 */
final class ReaderRule implements Rule {

    @Override
    public List<Finding> check(Subject subject) {
        Map<String, PlannedFunction> readers = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        for (PlannedFunction function : subject.functions()) {
            function.trigger().exclusive(function).ifPresent(thing -> {
                PlannedFunction first = readers.putIfAbsent(thing.name(), function);
                if (first != null) {
                    findings.add(subject.at(function, "uri", first.id() + thing.clash()));
                }
            });
        }
        return findings;
    }
}
