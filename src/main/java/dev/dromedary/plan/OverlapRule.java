package dev.dromedary.plan;

import dev.dromedary.function.runtime.LambdaEndpoint.Delivery;
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
                .filter(function ->
                        function.kind().equals("s3") && function.endpoint().getVia() != Delivery.eventbridge)
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
        if (!one.resource("bucket", ResourceKind.BUCKET).equals(other.resource("bucket", ResourceKind.BUCKET))) {
            return false;
        }
        String prefix = other.endpoint().getPrefix();
        return suffixes(one).stream()
                .map(suffix -> new KeyPattern(one.endpoint().getPrefix() + "*" + suffix))
                .anyMatch(keys -> suffixes(other).stream().anyMatch(suffix -> keys.mayMatch(prefix, suffix)));
    }

    private static List<String> suffixes(PlannedFunction function) {
        List<String> suffixes = new TriggerDocument(function).suffixes();
        return suffixes.isEmpty() ? List.of("") : suffixes;
    }
}
