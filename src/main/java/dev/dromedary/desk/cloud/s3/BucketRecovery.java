package dev.dromedary.desk.cloud.s3;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dromedary.desk.cloud.Identifiers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Opens a bucket's folder from an earlier run: replays the journal, finishes a change that a crash broke off, and takes
 * note of what a person did to the files in between. A file that was added by hand is an object, one that was changed is
 * a new version, one that is gone is deleted; none of these makes an event.
 */
final class BucketRecovery {
    /** File systems keep times of files to between 1 ns and 2 s. */
    private static final Duration TIME_GRAIN = Duration.ofSeconds(2);

    private final BucketFiles files;
    private final BucketIndex index;
    private final Sequencer sequencer;
    private final KeyPaths keyPaths;
    private String versioning;

    BucketRecovery(BucketFiles files, BucketIndex index, Sequencer sequencer, KeyPaths keyPaths, String versioning) {
        this.files = files;
        this.index = index;
        this.sequencer = sequencer;
        this.keyPaths = keyPaths;
        this.versioning = versioning;
    }

    /** The versioning status that the journal ends with, or that the bucket was opened with. */
    String versioning() {
        return versioning;
    }

    /** Fills the index and opens the journal. */
    Journal run(ObjectMapper mapper) throws IOException {
        files.create();
        List<JournalEntry> entries = Journal.read(mapper, files.journal());
        for (int at = 0; at < entries.size(); at++) {
            JournalEntry entry = entries.get(at);
            FileMoves moves = FileMoves.before(index, files, entry);
            apply(entry);
            if (at == entries.size() - 1) {
                moves.settle(entry, index);
            }
        }
        noteGone();
        noteAdded();
        sweep();
        return Journal.rewrite(mapper, files.journal(), snapshot());
    }

    private void apply(JournalEntry entry) {
        if (entry instanceof JournalEntry.Put put) {
            index.put(put.version(), put.path());
            sequencer.startAfter(put.version().sequencer());
        } else if (entry instanceof JournalEntry.Remove remove) {
            index.remove(remove.key(), remove.sequencer(), remove.path());
        } else if (entry instanceof JournalEntry.Versioning status) {
            versioning = status.status();
        } else if (entry instanceof JournalEntry.Sequence sequence) {
            sequencer.startAfter(sequence.sequencer());
        }
    }

    private void noteGone() throws IOException {
        List<StoredVersion> all =
                index.all().values().stream().flatMap(List::stream).toList();
        for (StoredVersion version : all) {
            Optional<StoredVersion> current = index.current(version.key());
            if (version.deleteMarker()) {
                continue;
            }
            if (current.filter(version::equals).isEmpty()) {
                if (Files.notExists(files.version(version))) {
                    index.remove(
                            version.key(),
                            version.sequencer(),
                            index.path(version.key()).orElse(null));
                }
                continue;
            }
            String path = index.path(version.key()).orElseThrow();
            Path file = files.current(path);
            if (!Files.isRegularFile(file)) {
                hide(version);
            } else if (changed(file, version)) {
                index.remove(version.key(), version.sequencer(), path);
                adopt(version.key(), path, version.headers());
            }
        }
    }

    private void hide(StoredVersion gone) {
        index.remove(gone.key(), gone.sequencer(), null);
        if (!index.versions(gone.key()).isEmpty()) {
            index.put(marker(gone.key(), versionId()), null);
        }
    }

    private static boolean changed(Path file, StoredVersion version) throws IOException {
        Instant modified = Files.getLastModifiedTime(file).toInstant();
        return Files.size(file) != version.size()
                || Duration.between(version.modified(), modified).abs().compareTo(TIME_GRAIN) > 0;
    }

    private void noteAdded() throws IOException {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(files.content())) {
            found = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
        for (Path file : found) {
            String path = files.content().relativize(file).toString().replace('\\', '/');
            boolean hidden = file.getFileName().toString().startsWith(".");
            Optional<String> key = keyPaths.key(path);
            if (key.isPresent() && !hidden && index.path(key.get()).isEmpty()) {
                ObjectHeaders headers = new ObjectHeaders(null, null, null, null, null, Map.of());
                adopt(key.get(), path, headers);
            }
        }
    }

    private void adopt(String key, String path, ObjectHeaders headers) throws IOException {
        Path file = files.current(path);
        StoredVersion version = new StoredVersion(
                key,
                versionId(),
                false,
                Files.size(file),
                Identifiers.random(),
                sequencer.next(),
                Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS),
                headers);
        index.put(version, path);
    }

    private String versionId() {
        return versioning.equals(Bucket.ENABLED) ? Identifiers.random() : StoredVersion.UNVERSIONED;
    }

    private StoredVersion marker(String key, String versionId) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return new StoredVersion(key, versionId, true, 0, "", sequencer.next(), now, null);
    }

    /** Deletes what no version owns: bodies and uploads that a run left unfinished. */
    private void sweep() throws IOException {
        Set<String> owned = new HashSet<>();
        index.all().values().forEach(list -> list.forEach(version -> owned.add(version.sequencer())));
        try (Stream<Path> versions = Files.list(files.hidden().resolve("versions"))) {
            for (Path file : versions.toList()) {
                if (!owned.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
        BucketFiles.deleteTree(files.hidden().resolve("staging"));
        files.create();
    }

    private List<JournalEntry> snapshot() {
        List<JournalEntry> entries = new ArrayList<>();
        entries.add(new JournalEntry.Versioning(versioning));
        index.all().forEach((key, versions) -> {
            for (int at = versions.size() - 1; at >= 0; at--) {
                String path = at == 0 ? index.path(key).orElse(null) : null;
                entries.add(new JournalEntry.Put(versions.get(at), path));
            }
        });
        entries.add(new JournalEntry.Sequence(sequencer.next()));
        return entries;
    }
}
