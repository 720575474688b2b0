package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.KeyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.UnaryOperator;

/**
 * One page of a bucket: by key in the order of their UTF-8 bytes, and the newest first within one.
 *
 * @param entries versions and delete markers
 * @param commonPrefixes what keys below the delimiter are rolled up to
 * @param next the last key or common prefix of the page when more follow, else null
 * @param nextVersionId the version id of the last entry when more follow; null for a common prefix
 */
record Listing(List<Entry> entries, List<String> commonPrefixes, String next, String nextVersionId) {
    private static final int MOST = 1_000;

    /** A version or delete marker, and whether it is its key's newest. */
    record Entry(StoredVersion version, boolean latest) {}

    /**
     * What to list.
     *
     * @param prefix may be null
     * @param delimiter may be null
     * @param after the key or common prefix after which to begin; may be null
     * @param maxKeys at most this many keys and common prefixes; null for 1,000, which is also the most
     */
    record Query(String prefix, String delimiter, String after, Integer maxKeys) {
        Query {
            prefix = prefix == null ? "" : prefix;
            delimiter = delimiter == null || delimiter.isEmpty() ? null : delimiter;
            after = after == null || after.isEmpty() ? null : after;
            if (maxKeys != null && maxKeys < 0) {
                throw S3Errors.invalidArgument("Argument maxKeys must be an integer between 0 and 2147483647");
            }
            maxKeys = maxKeys == null ? MOST : Math.min(maxKeys, MOST);
        }

        /** The common prefix that a key is rolled up to; null when it stands for itself. */
        String commonPrefix(String key) {
            int end = delimiter == null ? -1 : key.indexOf(delimiter, prefix.length());
            return end < 0 ? null : key.substring(0, end + delimiter.length());
        }

        /** The part of the bucket where keys with this prefix can be. */
        <V> NavigableMap<String, V> range(NavigableMap<String, V> keys) {
            return keys.tailMap(prefix, true);
        }

        boolean isAfter(String name) {
            return after == null || new KeyOrder().compare(name, after) > 0;
        }
    }

    /** The current objects. */
    static Listing objects(BucketIndex index, Query query) {
        return of(index, query, null, all -> all.get(0).deleteMarker() ? List.of() : all.subList(0, 1));
    }

    /** @param afterVersion with the key that the query begins after: go on within that key, after this version */
    static Listing versions(BucketIndex index, Query query, String afterVersion) {
        return of(index, query, afterVersion, all -> all);
    }

    /** @param listed of all versions of a key */
    private static Listing of(
            BucketIndex index, Query query, String afterVersion, UnaryOperator<List<StoredVersion>> listed) {
        List<Entry> entries = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String last = null;
        String lastVersion = null;
        for (List<StoredVersion> all : query.range(index.all()).values()) {
            String key = all.get(0).key();
            if (!key.startsWith(query.prefix())) {
                break;
            }
            String rolledUp = query.commonPrefix(key);
            String name = rolledUp == null ? key : rolledUp;
            boolean within = rolledUp == null && afterVersion != null && name.equals(query.after());
            if (name.equals(last) || !within && !query.isAfter(name)) {
                continue;
            }
            List<StoredVersion> versions = within ? after(all, afterVersion) : listed.apply(all);
            for (StoredVersion version : rolledUp == null || versions.isEmpty() ? versions : versions.subList(0, 1)) {
                if (entries.size() + prefixes.size() >= query.maxKeys()) {
                    return new Listing(entries, prefixes, last, lastVersion);
                }
                if (rolledUp == null) {
                    entries.add(new Entry(version, version.equals(all.get(0))));
                } else {
                    prefixes.add(rolledUp);
                }
                last = name;
                lastVersion = rolledUp == null ? version.versionId() : null;
            }
        }
        return new Listing(entries, prefixes, null, null);
    }

    private static List<StoredVersion> after(List<StoredVersion> versions, String versionId) {
        for (int at = 0; at < versions.size(); at++) {
            if (versions.get(at).versionId().equals(versionId)) {
                return versions.subList(at + 1, versions.size());
            }
        }
        return List.of();
    }
}
