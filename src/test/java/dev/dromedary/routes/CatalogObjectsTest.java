package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Objects of any name, with any metadata. */
@ExtendWith(SharedCloud.class)
class CatalogObjectsTest {

    private final EmbeddedCloud cloud;

    CatalogObjectsTest(EmbeddedCloud cloud) {
        this.cloud = cloud;
    }

    static Stream<String> keys() {
        return Stream.of(
                "plain.csv",
                "folder/",
                " ",
                "a b+c%20d%2B",
                "ä/€/日本語/😀.csv",
                "line\nbreak\r\n\ttab",
                "..",
                "${body}",
                "${header.objectKey}",
                "${bean:java.lang.Runtime?method=exit}",
                "$simple{sys.user.home}",
                "{{catalog.table}}",
                "a,b),c}${null}",
                "'quoted' \"twice\" \\ back",
                "x".repeat(1024),
                "é".repeat(512));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void shouldRecordAndMarkTheObject_whateverItsKey(String key) {
        try (Catalog catalog = new Catalog(cloud, true)) {
            catalog.put(key, key.endsWith("/") ? "" : "x");
            catalog.events().forEach(catalog::invoke);

            assertThat(catalog.texts(key)).containsEntry("file_name", key).containsEntry("status", "Processed");

            catalog.place.store().delete(key);
            catalog.events().forEach(catalog::invoke);

            assertThat(catalog.texts(key)).containsEntry("file_name", key).containsEntry("status", "Deleted");
            assertThat(catalog.items()).isEqualTo(1);
        }
    }

    @Test
    void shouldRecordASizeOfZero_whenTheObjectIsEmpty() {
        try (Catalog catalog = new Catalog(cloud, false)) {
            catalog.put("empty", "");

            catalog.events().forEach(catalog::invoke);

            assertThat(catalog.texts("empty")).containsEntry("size", "0").doesNotContainKey("version");
        }
    }

    @Test
    void shouldKeepMetadataAsData_whenItsNamesWouldSteerCamel() {
        try (Catalog catalog = new Catalog(cloud, true)) {
            Map<String, String> hostile = Map.of(
                    "camelawss3key", "other",
                    "CamelAwsS3BucketName", "other-bucket",
                    "CamelAwsDdbTableName", "other-table",
                    "org.apache.camel.x", "y",
                    "expression", "${bean:java.lang.Runtime}",
                    "status", "Deleted",
                    "empty", "",
                    "encoded", "=?UTF-8?Q?caf=C3=A9?=",
                    "broken", "=?no-such-charset?B?AAAA?=",
                    "large", "x".repeat(1500));
            catalog.put("x", "x", hostile);

            catalog.events().forEach(catalog::invoke);

            assertThat(catalog.texts("x")).containsEntry("file_name", "x").containsEntry("status", "Processed");
            Map<String, AttributeValue> metadata =
                    catalog.item("x").get("metadata").m();
            assertThat(metadata).hasSameSizeAs(hostile);
            // S3 keeps the names in lower case.
            hostile.forEach((name, value) -> assertThat(
                            metadata.get(name.toLowerCase(Locale.ROOT)).s())
                    .isEqualTo(name.equals("encoded") ? "café" : value));
        }
    }

    @Test
    void shouldForgetWhatTheNewObjectLacks_whenItReplacesAnother() {
        try (Catalog catalog = new Catalog(cloud, true)) {
            catalog.put("x", "x", Map.of("old", "yes"));
            catalog.place.store().delete("x");
            catalog.put("x", "xyz");
            List<Map<String, Object>> events = catalog.events();

            events.forEach(catalog::invoke);

            assertThat(catalog.texts("x")).containsEntry("size", "3").doesNotContainKey("deleted_time");
            assertThat(catalog.item("x").get("metadata").m()).isEmpty();
        }
    }
}
