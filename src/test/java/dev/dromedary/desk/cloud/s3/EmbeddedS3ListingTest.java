package dev.dromedary.desk.cloud.s3;

import static dev.dromedary.desk.cloud.s3.S3Fixture.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

class EmbeddedS3ListingTest {
    @TempDir
    Path folder;

    private S3Fixture fixture;
    private EmbeddedS3 s3;

    @BeforeEach
    void open() {
        fixture = new S3Fixture(folder);
        s3 = fixture.s3();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void shouldRollKeysUp_whenThereIsADelimiter() {
        for (String key : List.of("raw/", "raw/a/1", "raw/a/2", "raw/b", "raw/c/1", "rawer", "processed/1")) {
            fixture.put(key, "");
        }

        ListObjectsV2Response page =
                s3.listObjectsV2(list -> list.bucket(BUCKET).prefix("raw/").delimiter("/"));
        assertThat(page.contents()).extracting(S3Object::key).containsExactly("raw/", "raw/b");
        assertThat(page.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("raw/a/", "raw/c/");
        assertThat(page.keyCount()).isEqualTo(4);
        assertThat(page.isTruncated()).isFalse();
        assertThat(s3.listObjects(list -> list.bucket(BUCKET).delimiter("/")).commonPrefixes())
                .extracting(CommonPrefix::prefix)
                .containsExactly("processed/", "raw/");
    }

    @Test
    void shouldAnswerEachKeyOnce_whenThereAreManyPages() {
        List<String> expected = new ArrayList<>();
        for (int number = 100; number < 150; number++) {
            fixture.put("d" + number / 10 + "/" + number, "");
            fixture.put("f" + number, "");
            expected.add("f" + number);
        }
        List<String> keys = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        s3.listObjectsV2Paginator(list -> list.bucket(BUCKET).delimiter("/").maxKeys(3))
                .forEach(page -> {
                    assertThat(page.contents().size() + page.commonPrefixes().size())
                            .isBetween(1, 3);
                    page.contents().forEach(object -> keys.add(object.key()));
                    page.commonPrefixes().forEach(prefix -> prefixes.add(prefix.prefix()));
                });

        assertThat(keys).isEqualTo(expected);
        assertThat(prefixes).containsExactly("d10/", "d11/", "d12/", "d13/", "d14/");
        assertThat(s3.listObjectsV2(list -> list.bucket(BUCKET).startAfter("f147"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("f148", "f149");
    }

    @Test
    void shouldListInTheOrderOfUtf8_whenKeysHoldAnyCharacters() {
        List<String> expected = List.of("A", "a", "z", "é", "\uff5e", "\ud83d\ude00");
        List.of("\ud83d\ude00", "é", "z", "\uff5e", "a", "A").forEach(key -> fixture.put(key, ""));

        assertThat(fixture.keys(BUCKET)).isEqualTo(expected);
    }

    @Test
    void shouldAnswerEachVersionOnce_whenThereAreManyPages() {
        List<String> expected = new ArrayList<>();
        for (String key : List.of("a", "b", "c/1", "d")) {
            List<String> newestFirst = new ArrayList<>();
            for (int version = 0; version < 3; version++) {
                newestFirst.add(0, key + fixture.put(key, "").versionId());
            }
            newestFirst.add(
                    0,
                    key
                            + s3.deleteObject(delete -> delete.bucket(BUCKET).key(key))
                                    .versionId());
            expected.addAll(newestFirst);
        }
        for (int size : List.of(1, 2, 3, 5, 1000)) {
            List<String> found = new ArrayList<>();
            s3.listObjectVersionsPaginator(list -> list.bucket(BUCKET).maxKeys(size))
                    .forEach(page -> found.addAll(entries(page)));
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        }
        ListObjectVersionsResponse rolledUp =
                s3.listObjectVersions(list -> list.bucket(BUCKET).delimiter("/").prefix("c"));
        assertThat(rolledUp.commonPrefixes()).extracting(CommonPrefix::prefix).containsExactly("c/");
        assertThat(s3.listObjectVersions(list -> list.bucket(BUCKET)).deleteMarkers())
                .hasSize(4)
                .allMatch(marker -> marker.isLatest());
    }

    private static List<String> entries(ListObjectVersionsResponse page) {
        List<String> entries = new ArrayList<>();
        page.versions().forEach(version -> entries.add(version.key() + version.versionId()));
        page.deleteMarkers().forEach(marker -> entries.add(marker.key() + marker.versionId()));
        return entries;
    }
}
