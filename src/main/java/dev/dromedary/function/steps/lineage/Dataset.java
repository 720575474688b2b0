package dev.dromedary.function.steps.lineage;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that a run has read or written.
 *
 * @param namespace where it is, such as {@code s3://orders}
 * @param name what it is called there, such as an object's key
 * @param facets what it is, by the facets' names
 * @param ofTheRun what this run has found in it or done to it, by the facets' names
 * @see <a href="https://openlineage.io/docs/spec/naming/">Names of datasets</a>
 */
public record Dataset(String namespace, String name, Map<String, Object> facets, Map<String, Object> ofTheRun) {

    /** An object, or what has keys that begin so, in a bucket. */
    public static Dataset inBucket(
            String bucket, String key, Map<String, Object> facets, Map<String, Object> ofTheRun) {
        return new Dataset("s3://" + bucket, key, facets, ofTheRun);
    }

    Map<String, Object> document(String facetsOfTheRun) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("namespace", namespace);
        document.put("name", name);
        document.put("facets", facets);
        if (!ofTheRun.isEmpty()) {
            document.put(facetsOfTheRun, ofTheRun);
        }
        return document;
    }
}
