package dev.dromedary.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The resources that a function uses, and what is known of them.
 *
 * @param all the resources
 * @param realValues values that properties have where the function runs, if others than in their files
 * @param prefixes the first parts of keys by bucket
 * @param keys the customer's keys that encrypt resources, as ARNs
 * @param secrets secrets and parameters that are to be made, by property
 * @param settings defaults of settings that are to be made, by their real names
 * @param recipients addresses that get mail, as far as they are known
 * @param expiries by table the attributes that hold the end of an item, and a step that writes each
 */
public record UsedResources(
        Set<Resource> all,
        Map<String, String> realValues,
        Map<Resource, Set<String>> prefixes,
        Map<Resource, String> keys,
        Map<String, Resource> secrets,
        Map<String, String> settings,
        Set<String> recipients,
        Map<Resource, Map<String, Step>> expiries) {

    UsedResources() {
        this(
                new LinkedHashSet<>(),
                new TreeMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                new LinkedHashMap<>());
    }

    /** Objects with these keys, or keys that begin so, are in a bucket. */
    public void prefix(Resource bucket, String begin) {
        int slash = begin.indexOf('/');
        if (slash > 0) {
            prefixes.computeIfAbsent(bucket, each -> new TreeSet<>()).add(begin.substring(0, slash + 1));
        }
    }
}
