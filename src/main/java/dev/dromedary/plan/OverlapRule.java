package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * S3 refuses two notifications for one object; through EventBridge any number of functions may watch the same keys.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html">Overlapping
 *     prefixes and suffixes</a>
 */
final class OverlapRule implements Rule {

    @Override
    public List<Finding> check(Subject subject) {
        List<PlannedFunction> direct = subject.functions().stream()
                .filter(function -> function.trigger()
                        .watch(function)
                        .filter(watch -> !watch.notifications().isEmpty())
                        .isPresent())
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < direct.size(); i++) {
            for (int j = i + 1; j < direct.size(); j++) {
                if (overlap(direct.get(i), direct.get(j))) {
                    findings.add(subject.at(
                            direct.get(j),
                            "via",
                            "The notifications of " + direct.get(i).id() + " and "
                                    + direct.get(j).id()
                                    + " overlap in prefix and suffix, which S3 refuses; set via: eventbridge for one of"
                                    + " them, or tell their keys apart."));
                }
            }
        }
        return findings;
    }

    private static boolean overlap(PlannedFunction one, PlannedFunction other) {
        TriggerPlan.Watch first = one.trigger().watch(one).orElseThrow();
        TriggerPlan.Watch second = other.trigger().watch(other).orElseThrow();
        return first.bucket().equals(second.bucket())
                && first.suffixes().stream()
                        .map(suffix -> new KeyPattern(first.prefix() + "*" + suffix))
                        .anyMatch(keys ->
                                second.suffixes().stream().anyMatch(suffix -> keys.mayMatch(second.prefix(), suffix)));
    }
}
