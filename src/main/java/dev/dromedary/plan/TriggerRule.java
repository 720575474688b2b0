package dev.dromedary.plan;

import java.util.Collection;
import java.util.List;

/** What each trigger holds its functions to. */
final class TriggerRule implements Rule {

    @Override
    public List<Finding> check(Subject subject) {
        return subject.functions().stream()
                .map(function -> function.trigger().check(subject, function))
                .flatMap(Collection::stream)
                .toList();
    }
}
