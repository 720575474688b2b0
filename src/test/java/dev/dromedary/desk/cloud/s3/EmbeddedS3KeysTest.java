package dev.dromedary.desk.cloud.s3;

import static dev.dromedary.desk.cloud.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.KeyOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class EmbeddedS3KeysTest {
    private final KeyPaths paths = new KeyPaths(StandardCharsets.UTF_8);

    @Provide
    Arbitrary<Set<String>> hostileKeys() {
        Arbitrary<String> segment = Arbitraries.frequencyOf(
                Tuple.of(
                        4,
                        Arbitraries.of(
                                "",
                                ".",
                                "..",
                                "a",
                                "A",
                                "b",
                                "dir",
                                "%",
                                "%!",
                                "%+",
                                "%-",
                                "%2E",
                                "con",
                                "NUL.txt",
                                " ",
                                "x.",
                                "\u0000",
                                "\n",
                                "\\",
                                "c:",
                                "é",
                                "e\u0301",
                                "\ud83d\ude00",
                                ".dromedary",
                                "s3")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(3)),
                Tuple.of(1, Arbitraries.of("l".repeat(255), "l".repeat(256), "ü".repeat(130))));
        return segment.list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(segments -> String.join("/", segments))
                .filter(EmbeddedS3KeysTest::isKey)
                .set()
                .ofMaxSize(25);
    }

    private static boolean isKey(String text) {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return length > 0
                && length <= 1024
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    @Property(tries = 60)
    void shouldKeepEveryKeyApart_whenKeysAreHostile(@ForAll("hostileKeys") Set<String> keys) throws IOException {
        Path root = Files.createTempDirectory("hostile-keys");
        try (S3Fixture fixture = new S3Fixture(root.resolve("s3"))) {
            for (String key : keys) {
                fixture.put(key, "bytes of " + key);
            }
            assertHolds(fixture, keys);
            assertThat(S3Fixture.files(fixture.folder.resolve(BUCKET))).hasSameSizeAs(keys);
            assertThat(S3Fixture.files(root))
                    .allMatch(file -> file.startsWith("s3/" + BUCKET + "/") || file.startsWith("s3/.dromedary/"));

            fixture.reopen();
            assertHolds(fixture, keys);
            Set<String> left = new HashSet<>(keys);
            for (String key : List.copyOf(keys).subList(0, keys.size() / 2)) {
                fixture.s3().deleteObject(delete -> delete.bucket(BUCKET).key(key));
                left.remove(key);
            }
            assertHolds(fixture, left);
            for (String key : left) {
                fixture.s3().deleteObject(delete -> delete.bucket(BUCKET).key(key));
            }
            try (var rest = Files.list(fixture.folder.resolve(BUCKET))) {
                assertThat(rest).isEmpty();
            }
        } finally {
            BucketFiles.deleteTree(root);
        }
    }

    private static void assertHolds(S3Fixture fixture, Set<String> keys) {
        List<String> inOrder = new ArrayList<>(keys);
        inOrder.sort(new KeyOrder());
        assertThat(fixture.keys(BUCKET)).isEqualTo(inOrder);
        for (String key : keys) {
            assertThat(fixture.get(key)).isEqualTo("bytes of " + key);
        }
    }

    @Property(tries = 300)
    void shouldReadThePathBack_whenAKeyIsEncoded(@ForAll("hostileKeys") Set<String> keys) {
        Set<String> plain = new HashSet<>();
        Set<String> detours = new HashSet<>();
        for (String key : keys) {
            paths.plain(key).ifPresent(path -> {
                assertThat(paths.key(path)).contains(key);
                assertThat(plain.add(path)).as("path of its own").isTrue();
                assertThat(path.split("/")).isNotEmpty().doesNotContain("", ".", "..");
            });
            String detour = paths.detour(key);
            assertThat(paths.key(detour)).contains(key);
            assertThat(detours.add(detour.toLowerCase(Locale.ROOT)))
                    .as("detour of its own, whatever the case")
                    .isTrue();
        }
        assertThat(plain).noneMatch(path -> path.startsWith("%!"));
    }

    @Example
    void shouldBeItsOwnPath_whenAKeyIsOrdinary() {
        for (String key : List.of("raw/health.csv", "a/b c/größe (1)+2=3,x.csv.gz", ".hidden", "日本/データ.csv")) {
            assertThat(paths.plain(key)).contains(key);
        }
        assertThat(paths.plain("../x")).contains(".%2E/x");
        assertThat(paths.plain("a//b/")).contains("a/%-/b/%-");
        assertThat(paths.plain("50%")).contains("50%25");
        assertThat(new KeyPaths(StandardCharsets.US_ASCII).plain("ü")).contains("%C3%BC");
        assertThat(paths.detour("Dir/child")).isEqualTo("%!/%44ir%2Fchild");
    }

    @Example
    void shouldNoteNoKey_whenAPathIsNotOne() {
        for (String path : List.of("%", "a%2", "%zz", "%!", "%!/A", "%41", "a%2Fb", "x:y")) {
            assertThat(paths.key(path)).as(path).isEmpty();
        }
    }
}
