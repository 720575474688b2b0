package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Whatever happens to an object, and however its events arrive, the item says in the end what S3 says. */
@ExtendWith(SharedCloud.class)
class CatalogHistoryTest {

    private static final List<List<Integer>> ORDERS = List.of(
            List.of(0, 1, 2), List.of(0, 2, 1), List.of(1, 0, 2), List.of(1, 2, 0), List.of(2, 0, 1), List.of(2, 1, 0));

    private final EmbeddedCloud cloud;

    CatalogHistoryTest(EmbeddedCloud cloud) {
        this.cloud = cloud;
    }

    /** What happens to an object. */
    private enum Act {
        PUT {
            @Override
            void on(Catalog catalog, String key, int number) {
                catalog.put(key, "x".repeat(number), Map.of("number", "" + number));
            }
        },
        DELETE {
            @Override
            void on(Catalog catalog, String key, int number) {
                catalog.place.store().delete(key);
            }
        },
        DELETE_OLDEST_VERSION {
            @Override
            void on(Catalog catalog, String key, int number) {
                List<ObjectVersion> versions = versions(catalog, key);
                if (!versions.isEmpty()) {
                    delete(catalog, key, versions.get(versions.size() - 1).versionId());
                }
            }
        },
        DELETE_NEWEST_VERSION {
            @Override
            void on(Catalog catalog, String key, int number) {
                versions(catalog, key).stream().limit(1).forEach(each -> delete(catalog, key, each.versionId()));
            }
        },
        DELETE_MARKERS {
            @Override
            void on(Catalog catalog, String key, int number) {
                catalog
                        .place
                        .cloud
                        .s3()
                        .listObjectVersions(
                                list -> list.bucket(catalog.place.bucket).prefix(key))
                        .deleteMarkers()
                        .stream()
                        .filter(marker -> marker.key().equals(key))
                        .forEach(marker -> delete(catalog, key, marker.versionId()));
            }
        };

        abstract void on(Catalog catalog, String key, int number);

        private static List<ObjectVersion> versions(Catalog catalog, String key) {
            return catalog
                    .place
                    .cloud
                    .s3()
                    .listObjectVersions(
                            list -> list.bucket(catalog.place.bucket).prefix(key))
                    .versions()
                    .stream()
                    .filter(version -> version.key().equals(key))
                    .toList();
        }

        private static void delete(Catalog catalog, String key, String version) {
            catalog.place.cloud.s3().deleteObject(delete -> delete.bucket(catalog.place.bucket)
                    .key(key)
                    .versionId(version));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSayWhatS3Says_whenThreeEventsComeInAnyOrderAndTwice(boolean versioned) {
        try (Catalog catalog = new Catalog(cloud, versioned)) {
            for (Act first : Act.values()) {
                for (Act second : Act.values()) {
                    for (List<Integer> order : ORDERS) {
                        String key = first + "," + second + order;
                        Act.PUT.on(catalog, key, 1);
                        first.on(catalog, key, 2);
                        second.on(catalog, key, 3);
                        List<Map<String, Object>> events = catalog.events();

                        order.stream()
                                .filter(number -> number < events.size())
                                .forEach(number -> catalog.invoke(events.get(number)));
                        assertSame(catalog, key);
                        order.stream()
                                .filter(number -> number < events.size())
                                .limit(2)
                                .forEach(number -> catalog.invoke(events.get(number)));
                        assertSame(catalog, key);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldSayWhatS3Says_whenEventsComeWhileThereAreChanges(boolean versioned) {
        try (Catalog catalog = new Catalog(cloud, versioned)) {
            for (int seed = 0; seed < 150; seed++) {
                Random random = new Random(seed);
                String key = "seed " + seed;
                List<Map<String, Object>> late = new ArrayList<>();
                for (int number = 1; number <= 6; number++) {
                    Act act = number == 1 || random.nextInt(3) == 0
                            ? Act.PUT
                            : Act.values()[random.nextInt(Act.values().length)];
                    act.on(catalog, key, number);
                    late.addAll(catalog.events());
                    Collections.shuffle(late, random);
                    while (!late.isEmpty() && random.nextBoolean()) {
                        catalog.invoke(random.nextInt(4) == 0 ? late.get(0) : late.remove(0));
                    }
                }
                late.forEach(catalog::invoke);

                assertSame(catalog, key);
            }
        }
    }

    private static void assertSame(Catalog catalog, String key) {
        HeadObjectResponse object = catalog.head(key);
        Map<String, AttributeValue> item = catalog.item(key);
        assertThat(item).as(key).isNotNull();
        if (object == null) {
            assertThat(catalog.texts(key))
                    .as(key)
                    .containsEntry("status", "Deleted")
                    .containsEntry("file_name", key)
                    .containsEntry("bucket", catalog.place.bucket)
                    .containsKey("deleted_time");
        } else {
            assertThat(catalog.texts(key))
                    .as(key)
                    .containsEntry("status", "Processed")
                    .containsEntry("etag", object.eTag().replace("\"", ""))
                    .containsEntry("size", object.contentLength().toString())
                    .doesNotContainKey("deleted_time");
            assertThat(item.get("metadata").m().get("number").s())
                    .as(key)
                    .isEqualTo(object.metadata().get("number"));
            assertThat(item.get("version") == null ? null : item.get("version").s())
                    .isEqualTo(object.versionId());
        }
    }
}
