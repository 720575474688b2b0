package dev.dromedary.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A route that starts itself, directly or through others, may never end, and costs as long as it runs. */
final class CycleRule implements Rule {

    @Override
    public List<Finding> check(Subject subject) {
        Set<String> meant = subject.functions().stream()
                .filter(function -> function.endpoint().isAllowCycle())
                .map(PlannedFunction::id)
                .collect(Collectors.toSet());
        return subject.graph().cycles(meant).stream().map(CycleRule::finding).toList();
    }

    private static Finding finding(List<Edge> cycle) {
        Edge first = cycle.get(0);
        String way = cycle.stream()
                .map(edge -> edge.to() + " (" + edge.through() + ")")
                .collect(Collectors.joining(", then "));
        return new Finding(
                first.step().file(),
                first.step().line(),
                "What " + first.from() + " does here starts " + way + ", so it starts itself again and again; write"
                        + " where no trigger of the cycle looks, or set allowCycle: true at the trigger of "
                        + first.from() + " if it is meant and ends.");
    }
}
