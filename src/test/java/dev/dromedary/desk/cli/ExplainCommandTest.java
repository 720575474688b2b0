package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** explain, after runs. */
class ExplainCommandTest {

    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";
    private static final String GOOD = "2026-01-05T10:00:00Z,user-1,99,98,10,36.5,120,80\n";

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void copyRoutes() throws IOException {
        desk = Desk.in(folder);
    }

    private Desk.Told explain(String... arguments) {
        String[] all = new String[arguments.length + 6];
        all[0] = "explain";
        all[1] = "health";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 4] = "--routes";
        all[all.length - 3] = desk.file("routes").toString();
        all[all.length - 2] = "--data";
        all[all.length - 1] = desk.file("cloud").toString();
        return desk.run(all);
    }

    private void run() throws IOException {
        desk.runHealth(desk.write(
                "a.csv", HEADER + GOOD + GOOD.replace("99", "900") + "x\n" + GOOD.replace("120,80", "100,110") + GOOD));
    }

    @Test
    void shouldTellRowRuleAndPlace_whenARowIsRejectedOrValid() throws IOException {
        run();

        Desk.Told field = explain("raw/a.csv", "--row", "2");
        Desk.Told format = explain("raw/a.csv", "--row", "3");
        Desk.Told rule = explain("raw/a.csv", "--row", "4");
        Desk.Told valid = explain("raw/a.csv", "--row", "5");

        assertThat(field.code()).isZero();
        assertThat(field.out())
                .contains(
                        "row 2, line 3\n",
                        "  bytes    2026-01-05T10:00:00Z,user-1,900,98,10,36.5,120,80\n",
                        "  verdict  rejected: invalid_heart_rate\n",
                        "  rule     {\"name\":\"heart_rate\",\"type\":\"",
                        "  schema   health/reading.schema.json  ",
                        "  kept as  row 1 of s3://dromedary-health/rejected/a_rejected.csv\n");
        assertThat(format.out())
                .contains(
                        "  bytes    x\n", "rejected: wrong_number_of_values", "of the file's format", "row 2 of s3://");
        assertThat(rule.out()).contains("rejected: dbp_gt_sbp", "\"reason\":\"dbp_gt_sbp\"", "row 3 of s3://");
        assertThat(valid.out())
                .contains("verdict  valid\n", "kept as  row 2 of s3://dromedary-health/processed/a.csv\n")
                .doesNotContain("  rule ");
        List<String> rejected = Files.readAllLines(desk.file("cloud/s3/dromedary-health/rejected/a_rejected.csv"));
        assertThat(rejected.get(1)).endsWith(",invalid_heart_rate");
        assertThat(rejected.get(3)).endsWith(",dbp_gt_sbp");
    }

    @Test
    void shouldTellTheWholeWay_whenAnObjectIsNamed() throws IOException {
        run();

        Desk.Told told = explain("raw/a.csv");

        assertThat(told.out())
                .contains(
                        "health-ingest: success: 5 rows, 2 valid, 3 rejected\n",
                        "  health-ingest: success, ",
                        "health-analyze: analyzed, ",
                        "  s3://dromedary-health/processed/a.csv  2 rows\n",
                        "Data Processing Complete (health.data.ingestor)\n",
                        "Data Analysis Complete (health.data.analyzer)\n")
                .doesNotContain("\nrow ");
        assertThat(explain("processed/a.csv").out()).contains("health-ingest: success, ", "processed/a.csv  2 rows");
    }

    @Test
    void shouldBeADocument_whenJsonIsAskedFor() throws IOException {
        run();

        Map<String, Object> document =
                JsonDocument.parse(explain("raw/a.csv", "--row", "2", "--json").out());

        assertThat(document)
                .containsOnlyKeys(
                        "object",
                        "bytes",
                        "modified",
                        "correlation_ids",
                        "row",
                        "routes",
                        "attempts",
                        "outputs",
                        "events",
                        "mails");
        assertThat(document.get("row"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("verdict", "rejected")
                .containsEntry("reason", "invalid_heart_rate")
                .containsEntry("line", 3);
    }

    @Test
    void shouldSaySo_whenTheKeyOrTheRowIsNotThere() throws IOException {
        run();

        Desk.Told key = explain("raw/b.csv");
        Desk.Told row = explain("raw/a.csv", "--row", "6");
        Desk.Told zero = explain("raw/a.csv", "--row", "0");
        Desk.Told output = explain("processed/a.csv", "--row", "1");

        assertThat(key.code()).isEqualTo(1);
        assertThat(key.err())
                .isEqualTo(
                        "Nothing is known of raw/b.csv in dromedary-health; name the whole key of an object that health"
                                + " takes or makes, such as raw/a.csv.\n");
        assertThat(row.err())
                .isEqualTo("raw/a.csv has 5 rows, so there is no row 6; rows count from 1, without the header.\n");
        assertThat(zero.err()).isEqualTo("There is no row 0; rows count from 1, without the header.\n");
        assertThat(output.err()).startsWith("No route of health has judged the rows of processed/a.csv");
    }

    @Test
    void shouldStayOnALine_whenAKeyHoldsALineBreak() throws IOException {
        desk.runHealth(desk.write("a\nb.csv", HEADER + GOOD));

        assertThat(explain("raw/a\nb.csv", "--row", "1").out())
                .startsWith("s3://dromedary-health/raw/a\\u000ab.csv\n")
                .contains("kept as  row 1 of s3://dromedary-health/processed/a\\u000ab.csv\n");
        assertThat(explain("raw/a\nb.csv", "--row", "2").err())
                .isEqualTo(
                        "raw/a\\u000ab.csv has 1 row, so there is no row 2; rows count from 1, without the header.\n");
    }

    @Test
    void shouldSayWhy_whenTheFileWasRejectedWhole() throws IOException {
        desk.runHealth(desk.write("bad.csv", "a,b\n1,2\n"));

        assertThat(explain("raw/bad.csv").out()).contains("health-ingest: rejected: missing_column");
        assertThat(explain("raw/bad.csv", "--row", "1").err())
                .startsWith("raw/bad.csv was rejected whole, so no row was judged: missing_column");
    }

    @Test
    void shouldJudgeTheRow_whenNoRowOfTheFileIsValid() throws IOException {
        desk.runHealth(desk.write("none.csv", HEADER + GOOD.replace("99", "900")));

        assertThat(explain("raw/none.csv", "--row", "1").out())
                .contains(
                        "verdict  rejected: invalid_heart_rate",
                        "row 1 of s3://dromedary-health/rejected/none_rejected");
    }

    @Test
    void shouldMindTheReader_whenTheSchemaHasChangedSince() throws IOException {
        run();
        desk.change("health/reading.schema.json", "\"name\": \"heart_rate\"", "\"name\":  \"heart_rate\"");

        assertThat(explain("raw/a.csv", "--row", "2").out())
                .contains("mind     The schema has changed since (it was ", "this is the verdict of today's.")
                .doesNotContain("kept as");
    }

    @Test
    void shouldTellWhatItWas_whenTheObjectIsGone() throws IOException {
        run();
        Files.delete(desk.file("cloud/s3/dromedary-health/raw/a.csv"));

        assertThat(explain("raw/a.csv").out()).contains("not there any more", "health-ingest: success, ");
        assertThat(explain("raw/a.csv", "--row", "1").err())
                .isEqualTo("raw/a.csv is not there any more, so its rows can't be read.\n");
    }

    @Test
    void shouldSaySo_whenThereIsNoFolder() {
        Desk.Told told = explain("raw/a.csv");

        assertThat(told.code()).isEqualTo(2);
        assertThat(told.err()).contains("There is no folder", "run health FILE --data");
    }
}
