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
            switch (function.kind()) {
                case "queue" -> {
                    String queue = new TriggerDocument(function).source().name();
                    PlannedFunction first = readers.putIfAbsent("queue " + queue, function);
                    if (first != null) {
                        findings.add(subject.at(
                                function,
                                "queue",
                                first.id() + " reads the queue " + queue + ", too, and each message starts only one of"
                                        + " them; give each route a queue of its own."));
                    }
                }
                case "http" -> {
                    String route = String.join(
                            " ", function.endpoint().getRoute().strip().split(" +"));
                    PlannedFunction first = readers.putIfAbsent("http " + route, function);
                    if (first != null) {
                        findings.add(subject.at(
                                function,
                                "route",
                                first.id() + " answers " + route + ", too, and the gateway has one route for it; choose"
                                        + " another method or path."));
                    }
                }
                default -> {
                    // Any number may be told of the same.
                }
            }
        }
        return findings;
    }
}
