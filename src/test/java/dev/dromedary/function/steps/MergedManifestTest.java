package dev.dromedary.function.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergedManifestTest {

    private static Map<String, Object> range(long from, long to, long valid, Object error) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("status", error == null ? "success" : "rejected");
        manifest.put("source_bucket", "b");
        manifest.put("source_key", "k");
        manifest.put("source_etag", "e");
        manifest.put("source_range", Map.of("from", from, "to", to, "of", 30));
        manifest.put("definition_hash", "h");
        manifest.put("manifest_key", "m-" + from);
        if (valid >= 0) {
            manifest.put("counts", Map.of("input", valid + 1, "valid", valid, "rejected", 1));
            manifest.put("counts_by_reason", Map.of("invalid_a", 1));
        }
        if (error != null) {
            manifest.put("error", error);
        }
        manifest.put("started", "2026-01-05T08:00:00Z");
        manifest.put("ended", "2026-01-05T08:00:0" + from / 10 + "Z");
        return manifest;
    }

    private static Map<String, Object> merged(List<Map<String, Object>> ranges) {
        return new MergedManifest(ranges, MergedManifest.Of.ranges).document("c", "b", "all", "merge");
    }

    @Test
    void shouldAddUp_whenAllRangesWereRead() {
        Map<String, Object> merged = merged(List.of(range(10, 30, 2, null), range(0, 10, 1, null)));

        assertThat(merged)
                .containsEntry("status", "success")
                .containsEntry("source_bytes", 30L)
                .containsEntry("counts_by_reason", Map.of("invalid_a", 2L))
                .containsEntry("quality_score", new BigDecimal("0.6000"))
                .containsEntry("ended", "2026-01-05T08:00:01Z");
        assertThat(merged.get("counts").toString()).contains("input=5", "valid=3", "rejected=2");
        assertThat((List<?>) merged.get("ranges")).hasSize(2).first().hasToString("{from=0, to=10, manifest_key=m-0}");
    }

    @Test
    void shouldSucceed_whenTheRowsOfOneRangeAreAllBad() {
        Map<String, Object> none = Map.of("reason", "no_valid_rows", "message", "No row is valid");

        assertThat(merged(List.of(range(0, 10, 0, none), range(10, 30, 1, null))))
                .containsEntry("status", "success")
                .doesNotContainKey("error");
        assertThat(merged(List.of(range(0, 10, 0, none), range(10, 30, 0, none))))
                .containsEntry("status", "rejected")
                .containsEntry("error", none);
    }

    @Test
    void shouldBeRejected_whenARangeIsOfNoUse() {
        Map<String, Object> error = Map.of("reason", "record_too_large", "message", "Too large");

        assertThat(merged(List.of(range(0, 10, 3, null), range(10, 30, -1, error))))
                .containsEntry("status", "rejected")
                .containsEntry("error", error)
                .doesNotContainKeys("counts", "counts_by_reason", "quality_score");
    }

    private static Map<String, Object> object(String key, long valid, Object error) {
        Map<String, Object> manifest = range(0, 10, valid, error);
        manifest.put("source_key", key);
        manifest.put("partitions", List.of("day=" + valid));
        manifest.remove("source_range");
        return manifest;
    }

    @Test
    void shouldAddUp_whenManifestsAreOfSeveralObjects() {
        Map<String, Object> empty = Map.of("reason", "empty_file", "message", "The file is empty");

        Map<String, Object> merged = new MergedManifest(
                        List.of(object("b", 2, null), object("c", -1, empty), object("a", 1, null)),
                        MergedManifest.Of.objects)
                .document("c", "b", "all", "merge");

        assertThat(merged)
                .containsEntry("status", "success")
                .containsEntry("partitions", List.of("day=-1", "day=1", "day=2"))
                .doesNotContainKeys("source_key", "ranges", "error");
        assertThat(merged.get("counts").toString()).contains("input=5", "valid=3", "rejected=2");
        assertThat((List<?>) merged.get("objects")).first().hasToString("{source_key=b, manifest_key=m-0}");
    }

    @Test
    void shouldRefuseInOneSentence_whenAnObjectWasReadTwice() {
        assertThatThrownBy(() -> new MergedManifest(
                        List.of(object("a", 1, null), object("a", 2, null)), MergedManifest.Of.objects))
                .hasMessageContaining("an object was read twice");
    }

    private static void assertRefused(String sentence, List<Map<String, Object>> ranges) {
        assertThatThrownBy(() -> new MergedManifest(ranges, MergedManifest.Of.ranges))
                .hasMessageContaining(sentence);
    }

    @Test
    void shouldRefuseInOneSentence_whenAByteWasNotReadOnce() {
        assertRefused("the bytes 0 to 10 were read by no range", List.of(range(10, 30, 1, null)));
        assertRefused(
                "the bytes 10 to 20 were read by no range", List.of(range(0, 10, 1, null), range(20, 30, 1, null)));
        assertRefused("the bytes 5 to 10 were read twice", List.of(range(0, 10, 1, null), range(5, 30, 1, null)));
        assertRefused("the bytes 10 to 30 were read by no range", List.of(range(0, 10, 1, null)));
    }

    @Test
    void shouldRefuseInOneSentence_whenRangesAreOfSeveralThings() {
        Map<String, Object> other = range(10, 30, 1, null);
        other.put("source_etag", "other");
        Map<String, Object> whole = range(0, 10, 1, null);
        whole.remove("source_range");

        assertRefused("the ranges differ in source_etag", List.of(range(0, 10, 1, null), other));
        assertRefused("a manifest is that of no range", List.of(whole));
    }
}
