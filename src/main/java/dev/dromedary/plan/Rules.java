package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What has to hold of a plan before it is written. */
final class Rules {

    static final Comparator<Finding> BY_PLACE =
            Comparator.comparing(Finding::file).thenComparing(Finding::line).thenComparing(Finding::message);

    private final RoutesFolder folder;

    Rules(RoutesFolder folder) {
        this.folder = folder;
    }

    List<Finding> check(Collection<PlannedFunction> functions, Graph graph) {
        return new ArrayList<>();
    }
}
