package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** lineage, after runs. */
class LineageCommandTest {

    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";
    private static final String ROW = "2026-01-05T10:00:00Z,user-1,99,98,10,36.5,120,80\n";

    private static final String OF_ONE_FILE = """
            s3://dromedary-health/raw/a.csv  1 row
            `- health-ingest
               |- s3://dromedary-health/processed/a.csv  1 row
               |  `- health-analyze
               |     `- s3://dromedary-health/analyzed/a_analysis.json
               `- s3://dromedary-health/rejected/a_rejected.csv  0 rows
            """;

    @TempDir
    Path folder;

    private Desk desk;

    @BeforeEach
    void copyRoutes() throws IOException {
        desk = Desk.in(folder);
        Files.createDirectories(desk.file("cloud"));
    }

    private Desk.Told lineage(String... arguments) {
        String[] all = new String[arguments.length + 6];
        all[0] = "lineage";
        all[1] = "health";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        all[all.length - 4] = "--routes";
        all[all.length - 3] = desk.file("routes").toString();
        all[all.length - 2] = "--data";
        all[all.length - 1] = desk.file("cloud").toString();
        return desk.run(all);
    }

    @Test
    void shouldDrawTheSameTree_whenAnObjectOnTheWayIsNamed() throws IOException {
        desk.runHealth(desk.write("a.csv", HEADER + ROW));
        desk.runHealth(desk.write("b.csv", HEADER + ROW.replace("99", "98")));

        Desk.Told source = lineage("raw/a.csv");
        Desk.Told output = lineage("processed/a.csv");
        Desk.Told last = lineage("analyzed/a_analysis.json");

        assertThat(source.out()).isEqualTo(OF_ONE_FILE);
        assertThat(output).isEqualTo(source);
        assertThat(last).isEqualTo(source);
    }

    @Test
    void shouldTellOfTheNewestRun_whenTheObjectIsNoLongerThere() throws IOException {
        desk.runHealth(desk.write("a.csv", HEADER + ROW));
        Files.delete(desk.file("cloud/s3/dromedary-health/raw/a.csv"));

        assertThat(lineage("raw/a.csv").out()).isEqualTo(OF_ONE_FILE);
    }

    @Test
    void shouldSumUpByFolders_whenNoKeyIsGiven() throws IOException {
        desk.runHealth(
                desk.write("a.csv", HEADER + ROW), desk.write("b.csv", HEADER + ROW.replace("99", "98") + ",\n"));

        Desk.Told told = lineage();

        assertThat(told.code()).isZero();
        assertThat(told.out()).isEqualTo("""
                        s3://dromedary-health/raw/  3 rows
                        `- health-ingest
                           |- s3://dromedary-health/processed/  2 rows
                           |  `- health-analyze
                           |     `- s3://dromedary-health/analyzed/
                           `- s3://dromedary-health/rejected/  1 row
                        """);
    }

    @Test
    void shouldSayWhy_whenTheFileWasRejected() throws IOException {
        desk.runHealth(desk.write("bad.csv", "a,b\n1,2\n"));

        assertThat(lineage("raw/bad.csv").out())
                .startsWith("s3://dromedary-health/raw/bad.csv\n`- health-ingest: The header lacks columns");
    }

    @Test
    void shouldPrintAFlowchart_whenMermaidIsAskedFor() throws IOException {
        desk.runHealth(desk.write("a#\"<b.csv", HEADER + ROW));

        Desk.Told told = lineage("--mermaid");
        Desk.Told one = lineage("raw/a#\"<b.csv", "--mermaid");

        assertThat(told.out()).startsWith("flowchart LR\n  run1[\"health-ingest\"]\n");
        assertThat(one.out())
                .contains("[(\"s3://dromedary-health/raw/a#35;#quot;#lt;b.csv\")]", "-- \"1 rows\" --> run1");
    }

    @Test
    void shouldSayThatThereIsNone_whenNothingHasRun() {
        Desk.Told none = lineage();
        Desk.Told object = lineage("raw/a.csv");

        assertThat(none.code()).isZero();
        assertThat(none.out()).isEqualTo("No run of health has told of its lineage yet.\n");
        assertThat(object.code()).isEqualTo(1);
        assertThat(object.out()).isEqualTo("No run of health has told of raw/a.csv.\n");
    }
}
