package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.KeyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;

/**
 * One page of a bucket's keys, in the order of their UTF-8 bytes.
 *
 * @param objects the current objects of the page
 * @param commonPrefixes what keys below the delimiter are rolled up to
 * @param next the last key or common prefix of the page when more follow, else null
 */
record Listing(List<StoredVersion> objects, List<String> commonPrefixes, String next) {
    private static final int MOST = 1_000;

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

    static Listing of(BucketIndex index, Query query) {
        List<StoredVersion> objects = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String last = null;
        for (List<StoredVersion> versions : query.range(index.all()).values()) {
            StoredVersion newest = versions.get(0);
            if (!newest.key().startsWith(query.prefix())) {
                break;
            }
            String rolledUp = query.commonPrefix(newest.key());
            String name = rolledUp == null ? newest.key() : rolledUp;
            if (newest.deleteMarker() || name.equals(last) || !query.isAfter(name)) {
                continue;
            }
            if (objects.size() + prefixes.size() >= query.maxKeys()) {
                return new Listing(objects, prefixes, last);
            }
            if (rolledUp == null) {
                objects.add(newest);
            } else {
                prefixes.add(rolledUp);
            }
            last = name;
        }
        return new Listing(objects, prefixes, null);
    }
}
