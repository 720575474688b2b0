package dev.dromedary.desk.cloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** A process that is killed between any two steps of a change leaves the state before it or the one after it. */
class EmbeddedS3KillTest {
    private static final String KEY = "raw/x";

    @TempDir
    Path folder;

    /** Where a file is; {@code %1}, {@code %2}, … stand for the sequencers of the writes. */
    private record Step(String from, String to) {}

    private static final String SHOWN = "bucket/raw/x";
    private static final String VERSIONS = ".dromedary/bucket/versions/";

    private enum Change {
        PUT_OF_A_VERSION(
                true,
                s3 -> put(s3, "new"),
                added("3"),
                added("3.json"),
                new Step(SHOWN, VERSIONS + "%2"),
                new Step(VERSIONS + "%3", SHOWN)),
        PUT_WITHOUT_VERSIONS(
                false,
                s3 -> put(s3, "new"),
                added("3"),
                added("3.json"),
                new Step(SHOWN, VERSIONS + "%2"),
                new Step(VERSIONS + "%3", SHOWN),
                gone("2.json"),
                gone("2")),
        DELETE_BY_A_MARKER(
                true,
                s3 -> s3.deleteObject(delete -> delete.bucket("bucket").key(KEY)),
                added("3.json"),
                new Step(SHOWN, VERSIONS + "%2")),
        DELETE_FOR_GOOD(
                false,
                s3 -> s3.deleteObject(delete -> delete.bucket("bucket").key(KEY)),
                new Step(SHOWN, VERSIONS + "%2"),
                gone("2.json"),
                gone("2")),
        DELETE_OF_THE_NEWEST_VERSION(
                true,
                s3 -> s3.deleteObject(delete -> delete.bucket("bucket").key(KEY).versionId(newest(s3))),
                new Step(SHOWN, VERSIONS + "%2"),
                gone("2.json"),
                gone("2"),
                new Step(VERSIONS + "%1", SHOWN));

        private final boolean versioned;
        private final Consumer<EmbeddedS3> make;
        private final List<Step> steps;

        Change(boolean versioned, Consumer<EmbeddedS3> make, Step... steps) {
            this.versioned = versioned;
            this.make = make;
            this.steps = List.of(steps);
        }

        private static Step added(String name) {
            return new Step(null, VERSIONS + "%" + name);
        }

        private static Step gone(String name) {
            return new Step(VERSIONS + "%" + name, null);
        }
    }

    private static void put(EmbeddedS3 s3, String text) {
        s3.putObject(put -> put.bucket("bucket").key(KEY), RequestBody.fromString(text));
    }

    private static String newest(EmbeddedS3 s3) {
        return s3.listObjectVersions(list -> list.bucket("bucket"))
                .versions()
                .get(0)
                .versionId();
    }

    @ParameterizedTest
    @EnumSource
    void shouldHoldTheOldOrTheNewState_whenTheProcessWasKilledBetweenTwoSteps(Change change) throws IOException {
        // Arrange
        List<String> sequencers = new ArrayList<>();
        Path before = folder.resolve("before");
        try (EmbeddedS3 s3 = new EmbeddedS3(before, each -> sequencers.add(each.sequencer()))) {
            s3.createBucket("bucket", change.versioned);
            put(s3, "first");
            put(s3, "old");
        }
        Path after = copy(before, "after");
        try (EmbeddedS3 s3 = new EmbeddedS3(after, each -> sequencers.add(each.sequencer()))) {
            change.make.accept(s3);
        }
        String old = state(copy(before, "old"));
        String made = state(copy(after, "made"));

        for (int done = 0; done <= change.steps.size(); done++) {
            Path killed = copy(before, "killed-" + done);
            for (Step step : change.steps.subList(0, done)) {
                apply(step, killed, after, sequencers);
            }
            if (done == change.steps.size()) {
                assertThat(S3Fixture.files(killed)).as("the steps are all").isEqualTo(S3Fixture.files(after));
            }

            // Act
            String found = state(killed);

            // Assert
            assertThat(found).as("after step " + done).isIn(old, made);
            assertThat(S3Fixture.files(killed))
                    .as("files after step " + done)
                    .isEqualTo(S3Fixture.files(folder.resolve(found.equals(old) ? "old" : "made")));
        }
    }

    private static void apply(Step step, Path folder, Path after, List<String> sequencers) throws IOException {
        if (step.from() == null) {
            String name = named(step.to(), sequencers);
            // New bytes have moved on to where people see them.
            Path source = Files.exists(after.resolve(name)) ? after.resolve(name) : after.resolve(SHOWN);
            Files.copy(source, folder.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        } else if (step.to() == null) {
            Files.delete(folder.resolve(named(step.from(), sequencers)));
        } else {
            Files.move(folder.resolve(named(step.from(), sequencers)), folder.resolve(named(step.to(), sequencers)));
        }
    }

    private static String named(String name, List<String> sequencers) {
        String named = name;
        for (int at = 0; at < sequencers.size(); at++) {
            named = named.replace("%" + (at + 1), sequencers.get(at));
        }
        return named;
    }

    private Path copy(Path from, String name) throws IOException {
        Path to = folder.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        return to;
    }

    /** Opens the folder, and says what is in it. */
    private static String state(Path folder) throws IOException {
        try (EmbeddedS3 s3 = new EmbeddedS3(folder, change -> {})) {
            var listed = s3.listObjectVersions(list -> list.bucket("bucket"));
            StringBuilder state = new StringBuilder();
            listed.versions().forEach(version -> state.append(version.eTag())
                    .append(version.versionId())
                    .append(version.isLatest())
                    .append(s3.getObjectAsBytes(
                                    get -> get.bucket("bucket").key(KEY).versionId(version.versionId()))
                            .asUtf8String()));
            listed.deleteMarkers().forEach(marker -> state.append("marker").append(marker.versionId()));
            return state.toString();
        }
    }
}
