package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of functions and of what they use: AWS has to take them, with what an environment adds. */
final class ResourceNameRule implements Rule {

    private static final String DEAD_LETTERS = "-dead-letters";
    /** The queue of events that a function could not handle. */
    private static final String FAILED = "-failed";

    @Override
    public List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        Set<Resource> told = new HashSet<>();
        for (PlannedFunction function : subject.functions()) {
            function(function)
                    .ifPresent(fault -> findings.add(new Finding(
                            function.from().file(),
                            function.from().line(),
                            "The name of the function " + function.id() + " " + fault
                                    + "; shorten the name of the route's file, and its id with it.")));
            for (Resource resource : function.needs().used().all()) {
                fault(resource).filter(fault -> told.add(resource)).ifPresent(fault -> {
                    String message = "The name of the " + resource.kind().word() + " \"" + resource.name() + "\" "
                            + fault + "; give it another one.";
                    findings.add(place(subject.folder(), function, resource.name())
                            .map(place -> new Finding(place.file(), place.line(), message))
                            .orElseGet(() -> new Finding(
                                    function.from().file(), function.from().line(), message)));
                });
            }
        }
        return findings;
    }

    private static Optional<String> fault(Resource resource) {
        Optional<String> own = ResourceName.fault(resource, "");
        // Every queue has one for dead letters beside it.
        return own.isPresent() || resource.kind() != ResourceKind.QUEUE || resource.external()
                ? own
                : ResourceName.fault(resource, DEAD_LETTERS);
    }

    private static Optional<String> function(PlannedFunction function) {
        Optional<String> own = ResourceName.fault(new Resource(ResourceKind.FUNCTION, function.id(), false), "")
                .or(() -> ResourceName.fault(new Resource(ResourceKind.QUEUE, function.id(), false), FAILED));
        if (own.isPresent()) {
            return own;
        }
        return function.trigger()
                .longestId()
                .filter(longest -> function.id().length() > longest.characters())
                .map(longest -> "has " + function.id().length() + " characters, and may have " + longest.characters()
                        + ", as " + longest.reason())
                .or(() -> function.trigger().ownQueue(function).flatMap(queue -> fault(queue)
                        .map(fault -> "is too long, as its queue " + queue.name() + " " + fault)));
    }

    /** The property that holds the name, if there is one. */
    static Optional<Step> place(RoutesFolder folder, PlannedFunction function, String name) {
        String file = function.pipeline() + "/" + function.pipeline() + ".properties";
        int line = folder.lineOfValue(file, name);
        return line < 1 ? Optional.empty() : Optional.of(new Step("property", file, line, Map.of(), "", List.of()));
    }
}
