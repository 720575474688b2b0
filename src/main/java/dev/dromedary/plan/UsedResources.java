package dev.dromedary.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The resources that a function uses, and what is known of them. */
public final class UsedResources {

    private final Set<Resource> all = new LinkedHashSet<>();
    private final Map<String, String> realValues = new TreeMap<>();
    private final Map<Resource, Set<String>> prefixes = new LinkedHashMap<>();
    private final Map<Resource, String> keys = new LinkedHashMap<>();
    private final Map<String, Resource> secrets = new TreeMap<>();
    private final Set<String> recipients = new TreeSet<>();

    void add(Resource resource) {
        all.add(resource);
    }

    /** A property has another value where the function runs. */
    void real(String property, String value) {
        realValues.put(property, value);
    }

    /** Objects with these keys, or keys that begin so, are in a bucket. */
    public void prefix(Resource bucket, String begin) {
        int slash = begin.indexOf('/');
        if (slash > 0) {
            prefixes.computeIfAbsent(bucket, each -> new TreeSet<>()).add(begin.substring(0, slash + 1));
        }
    }

    /** A customer's key encrypts a resource. */
    void key(Resource resource, String arn) {
        keys.put(resource, arn);
    }

    /** A property names a secret or a parameter that is to be made. */
    void secret(String property, Resource resource) {
        secrets.put(property, resource);
    }

    /** Somebody gets mail. */
    void recipient(String address) {
        recipients.add(address);
    }

    /** Addresses that get mail, as far as they are known. */
    Set<String> recipients() {
        return recipients;
    }

    Set<Resource> all() {
        return all;
    }

    /** Values by property. */
    Map<String, String> realValues() {
        return realValues;
    }

    /** The first parts of keys by bucket. */
    Map<Resource, Set<String>> prefixes() {
        return prefixes;
    }

    /** Secrets and parameters that are to be made, by property. */
    Map<String, Resource> secrets() {
        return secrets;
    }

    /** The customer's keys by resource, as ARNs. */
    Map<Resource, String> keys() {
        return keys;
    }
}
