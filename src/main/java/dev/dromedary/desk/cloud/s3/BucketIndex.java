package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.KeyOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What a bucket holds, in memory: the versions of each key, newest first, and the path of each current object. */
final class BucketIndex {
    private final KeyPaths keyPaths;
    private final NavigableMap<String, List<StoredVersion>> versions = new TreeMap<>(new KeyOrder());
    private final Map<String, String> paths = new HashMap<>();
    private final NavigableMap<String, String> taken = new TreeMap<>();

    BucketIndex(KeyPaths keyPaths) {
        this.keyPaths = keyPaths;
    }

    /** All keys in S3's order with their versions, newest first. */
    NavigableMap<String, List<StoredVersion>> all() {
        return versions;
    }

    List<StoredVersion> versions(String key) {
        return versions.getOrDefault(key, List.of());
    }

    /** The newest version, which may be a delete marker. */
    Optional<StoredVersion> latest(String key) {
        return versions(key).stream().findFirst();
    }

    /** The object that a plain read gets. */
    Optional<StoredVersion> current(String key) {
        return latest(key).filter(version -> !version.deleteMarker());
    }

    Optional<StoredVersion> version(String key, String versionId) {
        return versions(key).stream()
                .filter(version -> version.versionId().equals(versionId))
                .findFirst();
    }

    boolean isEmpty() {
        return versions.isEmpty();
    }

    /** Where the current object of this key lies. */
    Optional<String> path(String key) {
        return Optional.ofNullable(paths.get(key));
    }

    /** Where the object of this key would lie: where it does, or its own path, unless that is in another's way. */
    String pathFor(String key) {
        return path(key).or(() -> keyPaths.plain(key).filter(this::free)).orElseGet(() -> keyPaths.detour(key));
    }

    private boolean free(String path) {
        String folded = fold(path);
        if (taken.containsKey(folded)) {
            return false;
        }
        String below = taken.higherKey(folded + "/");
        if (below != null && below.startsWith(folded + "/")) {
            return false;
        }
        for (int slash = folded.indexOf('/'); slash >= 0; slash = folded.indexOf('/', slash + 1)) {
            if (taken.containsKey(folded.substring(0, slash))) {
                return false;
            }
        }
        return true;
    }

    /** Adds the newest version of a key. It replaces the one with the same version id. */
    void put(StoredVersion version) {
        List<StoredVersion> list = versions.computeIfAbsent(version.key(), key -> new ArrayList<>(1));
        list.removeIf(each -> each.versionId().equals(version.versionId()));
        list.add(0, version);
    }

    /** Takes a version away. */
    void remove(StoredVersion version) {
        versions.computeIfPresent(version.key(), (key, list) -> {
            list.remove(version);
            return list.isEmpty() ? null : list;
        });
    }

    /** @param path where the file of the current object lies; null when it lies nowhere */
    void place(String key, String path) {
        String before = path == null ? paths.remove(key) : paths.put(key, path);
        if (before != null) {
            taken.remove(fold(before));
        }
        if (path != null) {
            taken.put(fold(path), key);
        }
    }

    /** Two paths that some file system takes for one fold to the same text. */
    private static String fold(String path) {
        return path.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }
}
