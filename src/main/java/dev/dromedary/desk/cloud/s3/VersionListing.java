package dev.dromedary.desk.cloud.s3;

import java.util.ArrayList;
import java.util.List;

/**
 * One page of a bucket's versions and delete markers: by key, newest first within one.
 *
 * @param nextKey the key of the last entry, or the last common prefix, when more follow; else null
 * @param nextVersionId the version id of the last entry when more follow; null for a common prefix
 */
record VersionListing(List<Entry> entries, List<String> commonPrefixes, String nextKey, String nextVersionId) {

    /** A version or delete marker, and whether it is its key's newest. */
    record Entry(StoredVersion version, boolean latest) {}

    /** @param afterVersion with the key that the query begins after: go on within that key, after this version */
    static VersionListing of(BucketIndex index, Listing.Query query, String afterVersion) {
        VersionListing page = new VersionListing(new ArrayList<>(), new ArrayList<>(), null, null);
        String last = null;
        String lastVersion = null;
        for (List<StoredVersion> versions : query.range(index.all()).values()) {
            String key = versions.get(0).key();
            if (!key.startsWith(query.prefix())) {
                break;
            }
            String rolledUp = query.commonPrefix(key);
            String name = rolledUp == null ? key : rolledUp;
            boolean within = rolledUp == null && afterVersion != null && name.equals(query.after());
            if (rolledUp != null && name.equals(last) || !within && !query.isAfter(name)) {
                continue;
            }
            List<StoredVersion> rest = within ? after(versions, afterVersion) : versions;
            for (StoredVersion version : rolledUp == null ? rest : rest.subList(0, 1)) {
                if (page.entries().size() + page.commonPrefixes().size() >= query.maxKeys()) {
                    return new VersionListing(page.entries(), page.commonPrefixes(), last, lastVersion);
                }
                if (rolledUp == null) {
                    page.entries().add(new Entry(version, version.equals(versions.get(0))));
                } else {
                    page.commonPrefixes().add(rolledUp);
                }
                last = name;
                lastVersion = rolledUp == null ? version.versionId() : null;
            }
        }
        return page;
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
