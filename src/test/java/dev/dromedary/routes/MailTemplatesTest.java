package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.Templates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails are sent whatever is missing: what is known matters more than what is not. */
class MailTemplatesTest {

    private static final Path ROUTES = Path.of("routes");

    private static Map<String, Object> statistic() {
        return new HashMap<>(Map.of(
                "count",
                3,
                "mean",
                97.25,
                "minimum",
                91,
                "maximum",
                1200,
                "standard_deviation",
                3.5,
                "percentiles",
                Map.of("p5", 91, "p50", 97.5)));
    }

    private static Map<String, Object> item() {
        Map<String, Object> item = new HashMap<>();
        item.put("correlation_id", "bucket/raw/a.csv@1");
        item.put("analysis_timestamp", "2026-01-05T08:00:00.000Z");
        item.put("source_name", "a");
        item.put("analysis_bucket", "bucket");
        item.put("analysis_key", "analyzed/a_analysis.json");
        item.put("manifest_key", "processed/a_manifest.json");
        item.put("records_analyzed", 3);
        item.put("anomalous_records", 1);
        item.put("anomaly_counts", Map.of("Low SpO2", 1, "High & <low>", 0));
        item.put("statistics", new HashMap<>(Map.of("spo2", statistic())));
        item.put(
                "worst",
                List.of(Map.of(
                        "user_id",
                        "Person 1",
                        "event_time",
                        "2026-01-05T08:00:00Z",
                        "spo2",
                        91,
                        "labels",
                        List.of("Low SpO2", "High & <low>"))));
        item.put("enrichment", "complete");
        item.put("summary", "All is well.");
        item.put("insights", List.of("An insight."));
        item.put("recommendations", List.of("A recommendation."));
        item.put("model", Map.of("model_id", "some.model"));
        return item;
    }

    private static Map<String, Object> manifest() {
        Map<String, Object> manifest = new HashMap<>();
        manifest.put("correlation_id", "bucket/raw/a.csv@1");
        manifest.put("counts", Map.of("input", 4, "valid", 3, "rejected", 1));
        manifest.put("counts_by_reason", Map.of("missing_spo2", 1));
        return manifest;
    }

    private static Map<String, Object> body(Map<String, Object> item, Map<String, Object> manifest) {
        Map<String, Object> body = new HashMap<>();
        body.put("item", item);
        body.put("manifest", manifest);
        body.put("link", HtmlMail.LINK + "BUCKET?prefix=KEY");
        return body;
    }

    private record Mails(String text, HtmlMail html, int htmlBytes, int textBytes) {}

    private static Mails mail(Map<String, Object> item, Map<String, Object> manifest) throws IOException {
        return fill("health/mail", body(item, manifest));
    }

    private static Mails fill(String name, Map<String, Object> body) throws IOException {
        String html = Templates.fill(ROUTES, name + ".ftlh", body);
        String text = Templates.fill(ROUTES, name + ".ftl", body);
        return new Mails(
                text.replace("\u200b", ""),
                HtmlMail.of(html).assertInert(),
                html.getBytes(StandardCharsets.UTF_8).length,
                text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void shouldShowAllParts_whenNothingIsMissing() throws IOException {
        Mails mails = mail(item(), manifest());

        for (String shown : List.of(
                "All is well.",
                "missing_spo2",
                "Low SpO2",
                "High & <low>",
                "97.25",
                "97.5",
                "1,200",
                "Person 1",
                "An insight.",
                "A recommendation.",
                "some.model",
                "bucket/raw/a.csv@1")) {
            assertThat(mails.text()).contains(shown);
            assertThat(mails.html().text()).contains(shown);
        }
        assertThat(mails.text()).contains("median 97.5", "± 3.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statistics",
                "worst",
                "insights",
                "recommendations",
                "summary",
                "enrichment",
                "model",
                "anomaly_counts"
            })
    void shouldShowTheOtherParts_whenTheItemMissesOne(String missing) throws IOException {
        Map<String, Object> item = item();
        item.remove(missing);

        Mails mails = mail(item, manifest());

        assertThat(mails.text()).contains("HEALTH READINGS: a", "1 of 3", "Analysis:");
        assertThat(mails.html().text()).contains("1 of 3", "Analysis");
    }

    @Test
    void shouldSayWhy_whenThereAreNoInsights() throws IOException {
        Map<String, Object> item = item();
        List.of("summary", "insights", "recommendations").forEach(item::remove);
        item.put("enrichment", "unavailable");
        item.put("enrichment_reason", "throttled");

        Mails mails = mail(item, manifest());

        assertThat(mails.text()).contains("not available (throttled)").doesNotContain("INSIGHTS", "RECOMMENDATIONS");
        assertThat(mails.html().text()).contains("not available (throttled)").doesNotContain("Recommendations");
    }

    @Test
    void shouldShowNoStatistics_whenThereAreNoRows() throws IOException {
        Map<String, Object> item = item();
        item.put("records_analyzed", 0);
        item.put("anomalous_records", 0);
        item.put("anomaly_counts", Map.of("Low SpO2", 0));
        item.put("statistics", Map.of("spo2", Map.of("count", 0)));
        item.put("worst", List.of());
        Map<String, Object> manifest = manifest();
        manifest.put("counts", Map.of("input", 0, "valid", 0, "rejected", 0));
        manifest.put("counts_by_reason", Map.of());

        Mails mails = mail(item, manifest);

        assertThat(mails.text()).contains("0 of 0 readings (0 %)").doesNotContain("median");
        assertThat(mails.html().text()).contains("0 of 0");
        assertThat(mails.html()
                        .document()
                        .select("td:contains(SpO2) ~ td:matchesOwn(\\d)")
                        .select("[class=line cell]"))
                .isEmpty();
    }

    @Test
    void shouldShowMeanAndRange_whenThePercentilesHaveNoMedian() throws IOException {
        Map<String, Object> item = item();
        Map<String, Object> statistic = statistic();
        statistic.put("percentiles", Map.of("p5", 91));
        item.put("statistics", Map.of("spo2", statistic));

        Mails mails = mail(item, manifest());

        assertThat(mails.text())
                .contains("SpO2: mean 97.25 ± 3.5 %, 91 to 1,200\n")
                .doesNotContain("median");
        assertThat(mails.html().document().select("td:contains(SpO2) ~ td").eachText())
                .containsSequence("91", "–", "97.25", "1,200");
    }

    @Test
    void shouldShowMeanAndRange_whenThereAreNoPercentilesAtAll() throws IOException {
        Map<String, Object> item = item();
        Map<String, Object> statistic = statistic();
        statistic.remove("percentiles");
        item.put("statistics", Map.of("spo2", statistic));

        assertThat(mail(item, manifest()).text()).contains("91 to 1,200\n");
    }

    @Test
    void shouldLeaveTheDeviationOut_whenThereIsOneRow() throws IOException {
        Map<String, Object> item = item();
        Map<String, Object> statistic = statistic();
        statistic.remove("standard_deviation");
        item.put("statistics", Map.of("spo2", statistic));

        assertThat(mail(item, manifest()).text()).contains("mean 97.25 %").doesNotContain("±");
    }

    @Test
    void shouldShowFieldsThatItHasNoNameFor_whenTheAuthorAddedOne() throws IOException {
        Map<String, Object> item = item();
        item.put("statistics", Map.of("glucose", statistic(), "spo2", statistic()));

        Mails mails = mail(item, manifest());

        assertThat(mails.text()).containsSubsequence("SpO2: mean", "glucose: mean");
        assertThat(mails.html().text()).containsSubsequence("SpO2", "glucose");
    }

    @Test
    void shouldSayThatTheFileWasReplaced_whenTheManifestIsMissingOrOfAnotherVersion() throws IOException {
        Map<String, Object> other = manifest();
        other.put("correlation_id", "bucket/raw/a.csv@2");

        for (Mails mails : List.of(mail(item(), null), mail(item(), other))) {
            assertThat(mails.text())
                    .contains("the file was replaced", "Analysed: 3")
                    .doesNotContain("missing_spo2");
            assertThat(mails.html().text()).contains("the file was replaced").doesNotContain("missing_spo2");
        }
    }

    @Test
    void shouldBeSent_whenTheManifestIsOfAnotherShape() throws IOException {
        Map<String, Object> empty = new HashMap<>();
        Map<String, Object> bare = new HashMap<>(Map.of("correlation_id", "bucket/raw/a.csv@1", "status", "duplicate"));
        Map<String, Object> noReasons = manifest();
        noReasons.remove("counts_by_reason");

        assertThat(mail(item(), empty).text()).contains("Analysed: 3");
        assertThat(mail(item(), bare).text()).contains("Analysed: 3");
        assertThat(mail(item(), noReasons).text()).contains("Valid        3 (75 %)");
    }

    @Test
    void shouldShowTheMostFrequentReasons_whenThereAreThousands() throws IOException {
        Map<String, Object> manifest = manifest();
        Map<String, Object> reasons = new LinkedHashMap<>();
        for (int i = 0; i < 5000; i++) {
            reasons.put("reason_" + i, i + 1);
        }
        manifest.put("counts", Map.of("input", 10_000, "valid", 0, "rejected", 5000));
        manifest.put("counts_by_reason", reasons);

        Mails mails = mail(item(), manifest);

        assertThat(mails.text())
                .contains("reason_4999: 5,000", "and 4,990 further kinds, 12,452,545 rows")
                .doesNotContain("reason_4989:");
        assertThat(mails.html().text())
                .contains("reason_4999", "and 4,990 further kinds, 12,452,545 rows")
                .doesNotContain("reason_4989");
        assertThat(mails.textBytes()).isLessThan(10_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"health/mail", "health/digest"})
    void shouldListAsManyKindsAsThePropertySays_whateverTheyAreCalled(String name) throws IOException {
        Map<String, Object> item = item();
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (int i = 0; i < 2000; i++) {
            kinds.put("kind " + i + " \ud83d\udc2a".repeat(200), i + 1);
        }
        item.put("anomaly_counts", kinds);
        Map<String, Object> body = body(item, manifest());
        if (name.endsWith("digest")) {
            body = Map.of("analyses", List.of(body), "left", 0);
        }

        String html = Templates.fill(ROUTES, name + ".ftlh", body, Map.of("kinds", "3"));
        String text = Templates.fill(ROUTES, name + ".ftl", body, Map.of("kinds", "3"));

        assertThat(html)
                .contains("kind 1997", "and 1,997 further kinds, 1,995,003 readings")
                .doesNotContain("kind 1996");
        assertThat(html.length() + text.length()).isLessThan(30_000);
        assertThat(html + text).doesNotContainPattern("\\p{Cs}");
    }

    @Test
    void shouldStayUnderWhatGmailClips_whenAllTextsAreAsLongAsTheyMayBe() throws IOException {
        Map<String, Object> item = item();
        item.put("summary", "&".repeat(2000));
        item.put("insights", new ArrayList<>(java.util.Collections.nCopies(10, "<".repeat(500))));
        item.put("recommendations", new ArrayList<>(java.util.Collections.nCopies(10, "y".repeat(500))));
        Map<String, Object> statistics = new HashMap<>();
        for (String field : List.of("heart_rate", "spo2", "temp_c", "systolic_bp", "diastolic_bp", "steps")) {
            statistics.put(field, statistic());
        }
        item.put("statistics", statistics);

        assertThat(mail(item, manifest()).htmlBytes()).isLessThan(102 * 1024);
    }

    private static Map<String, Object> digest(int analyses) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < analyses; i++) {
            Map<String, Object> item = item();
            item.put("summary", "<".repeat(2000));
            item.put("anomaly_counts", Map.of("Abnormal heart rate", 1, "Low SpO2", 1, "High temperature", 1, "b", 0));
            all.add(body(item, manifest()));
        }
        return new HashMap<>(Map.of("analyses", all, "left", 0));
    }

    @Test
    void shouldStayFarUnderWhatSesTakes_whenTheDigestHasItsMostAnalyses() throws IOException {
        Mails mails = fill("health/digest", digest(100));

        assertThat(mails.html().document().select("h2")).hasSize(100);
        // SES takes 10 MB; quoted-printable may treble what is no ASCII.
        assertThat(mails.htmlBytes() + mails.textBytes()).isLessThan(2 * 1024 * 1024);
    }

    @Test
    void shouldCountReadings_whenSomeManifestsAreMissingOrOfAnotherShape() throws IOException {
        Map<String, Object> digest = new HashMap<>();
        Map<String, Object> bare = new HashMap<>(Map.of("correlation_id", "bucket/raw/a.csv@1"));
        digest.put("analyses", List.of(body(item(), manifest()), body(item(), null), body(item(), bare)));
        digest.put("left", 7);

        Mails mails = fill("health/digest", digest);

        assertThat(mails.text()).contains("Readings 4, rejected 1, out of range 3.", "7 more are not in this mail.");
        assertThat(mails.html().text()).contains("7 more are not in this mail.");
    }

    @Test
    void shouldBeSent_whenNobodyKnowsHowManyAreLeft() throws IOException {
        Map<String, Object> digest = digest(1);
        digest.remove("left");

        assertThat(fill("health/digest", digest).text()).doesNotContain("not in this mail");
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary", "anomaly_counts", "statistics", "worst"})
    void shouldListTheAnalysis_whenItsItemMissesAPart(String missing) throws IOException {
        Map<String, Object> item = item();
        item.remove(missing);

        Mails mails = fill("health/digest", new HashMap<>(Map.of("analyses", List.of(body(item, null)), "left", 0)));

        assertThat(mails.text()).contains("1 of 3 readings are out of range");
        assertThat(mails.html().text()).contains("1 of 3 readings are out of range");
    }
}
