package dev.dromedary.desk.cloud.iam;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What one call asks IAM for.
 *
 * @param action such as {@code s3:GetObject}
 * @param resources ARNs, one of which has to be granted; the first is the one that a refusal names
 * @param keys condition keys that the service sets, such as {@code s3:prefix}
 */
record Asked(String action, List<String> resources, Map<String, String> keys) {

    static Asked of(String action, String... resources) {
        return new Asked(action, Arrays.asList(resources), Map.of());
    }

    /** The same with a condition key. */
    Asked with(String key, String value) {
        return new Asked(action, resources, Map.of(key, value));
    }

    String resource() {
        return resources.get(0);
    }
}
