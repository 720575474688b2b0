package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RoutesFolder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class WatchedRunTest {

    private static final String INGEST = "health/ingest.camel.yaml";

    @TempDir
    private Path folder;

    private Desk desk;
    private PipelineRun run;
    private List<Path> files;

    @BeforeEach
    void runOnce() throws Exception {
        desk = Desk.in(folder);
        List<String> lines = Files.readAllLines(Path.of("sample-csv/health.csv"));
        files = List.of(desk.write("few.csv", String.join("\n", lines.subList(0, 21)) + "\n"));
        run = PipelineRun.start(
                new RoutesFolder(desk.file("routes")), "health", desk.file("cloud"), Progress.onTerminal(true), null);
        run.upload(files);
        run.awaitEnd();
    }

    @AfterEach
    void close() {
        run.close();
    }

    private RouteReloading reloading() {
        return new RouteReloading(new RoutesFolder(desk.file("routes")), "health", run.functions());
    }

    private Summary again() throws Exception {
        run.startOver();
        run.upload(files);
        run.awaitEnd();
        return run.summary();
    }

    @Test
    void shouldWorkAsTheFileSays_whenARouteWasReloaded() throws Exception {
        RouteReloading reloading = reloading();
        desk.change(INGEST, "rejected/${exchangeProperty.name}", "refused/${exchangeProperty.name}");

        List<Finding> findings = reloading.reload(run.functions()).findings();
        Summary summary = again();

        assertThat(findings).isEmpty();
        assertThat(desk.file("cloud/s3/dromedary-health/refused/few_rejected.csv"))
                .exists();
        assertThat(summary.failed()).isFalse();
        assertThat(summary.text()).contains("health-ingest: success", "health-notify: sent");
    }

    @Test
    void shouldTellOfTheLastRunOnly_whenFilesAreRunAgain() throws Exception {
        String first = run.summary().text();

        String second = again().text();

        assertThat(second.lines().filter(line -> line.startsWith("mail ")))
                .as("one mail, of this run")
                .hasSize(1);
        assertThat(second.lines().filter(line -> line.contains("success"))).hasSize(1);
        assertThat(first).contains("health-ingest: success");
    }

    @Test
    void shouldUseTheNewRules_whenASchemaHasChanged() throws Exception {
        RouteReloading reloading = reloading();
        String schema = Files.readString(desk.file("routes/health/reading.schema.json"));
        desk.write("routes/health/reading.schema.json", schema.replaceFirst("\"maximum\": *\\d+", "\"maximum\": 50"));

        List<Finding> findings = reloading.reload(run.functions()).findings();
        Summary summary = again();

        assertThat(findings).isEmpty();
        assertThat(summary.json()).contains("no_valid_rows");
    }

    @Test
    void shouldNameTheFilesAndTheirRoutes_whenTheyWereReloaded() throws Exception {
        RouteReloading reloading = reloading();
        Path properties = desk.file("routes/health/health.properties");
        desk.change(INGEST, "rejected/${exchangeProperty.name}", "refused/${exchangeProperty.name}");
        Files.writeString(properties, Files.readString(properties) + "\nhealth.new=1\n");

        RouteReloading.Reloaded reloaded = reloading.reload(run.functions());

        assertThat(reloaded.files().get(INGEST)).containsExactly("health-ingest");
        assertThat(reloaded.files().get("health/health.properties")).contains("health-ingest", "health-analyze");
        assertThat(reloaded.files()).hasSize(2);
        assertThat(reloading.reload(run.functions()).files()).isEmpty();
    }

    @Test
    void shouldNameThePlaceAndKeepTheRoute_whenTheFileIsWrong() throws Exception {
        RouteReloading reloading = reloading();
        desk.change(INGEST, "operation: getObject", "opration: getObject");

        List<Finding> findings = reloading.reload(run.functions()).findings();
        Summary summary = again();

        assertThat(findings).singleElement().satisfies(finding -> assertThat(finding.toString())
                .matches("health/ingest\\.camel\\.yaml:\\d+: .*opration.*"));
        assertThat(summary.failed()).as("by the old route").isFalse();
    }

    @Test
    void shouldGoBackToTheOldRoute_whenTheNewOneDoesNotStart() throws Exception {
        RouteReloading reloading = reloading();
        desk.change(INGEST, "health/reading.schema.json", "health/nowhere.schema.json");

        List<Finding> findings = reloading.reload(run.functions()).findings();
        Summary summary = again();

        assertThat(findings).singleElement().satisfies(finding -> assertThat(finding.toString())
                .startsWith("health/ingest.camel.yaml:")
                .contains("nowhere.schema.json"));
        assertThat(summary.failed()).as("by the old route").isFalse();
    }

    @Test
    void shouldAskForANewRunUntilItIsAsItWas_whenATriggerChanges() throws Exception {
        RouteReloading reloading = reloading();

        desk.change(INGEST, "prefix: raw/", "prefix: fresh/");
        List<Finding> changed = reloading.reload(run.functions()).findings();
        List<Finding> still = reloading.reload(run.functions()).findings();
        desk.change(INGEST, "prefix: fresh/", "prefix: raw/");
        List<Finding> back = reloading.reload(run.functions()).findings();

        assertThat(changed).singleElement().asString().contains("start the run again");
        assertThat(still).isEqualTo(changed);
        assertThat(back).isEmpty();
        assertThat(again().failed()).isFalse();
    }

    @Test
    void shouldNameTheRoute_whenItsFileIsGone() throws Exception {
        RouteReloading reloading = reloading();
        Path notify = desk.file("routes/health/notify.camel.yaml");
        String text = Files.readString(notify);

        Files.delete(notify);
        List<Finding> gone = reloading.reload(run.functions()).findings();
        Files.writeString(notify, text);
        List<Finding> back = reloading.reload(run.functions()).findings();

        assertThat(gone)
                .singleElement()
                .asString()
                .startsWith("health/notify.camel.yaml:")
                .contains("The route health-notify is gone");
        assertThat(back).isEmpty();
    }

    @Test
    void shouldRunAgain_whenASchemaThatCouldNotBeReadIsAsItWas() throws Exception {
        RouteReloading reloading = reloading();
        Path schema = desk.file("routes/health/reading.schema.json");
        String text = Files.readString(schema);

        Files.writeString(schema, "{");
        List<Finding> broken = reloading.reload(run.functions()).findings();
        Files.writeString(schema, text);
        List<Finding> back = reloading.reload(run.functions()).findings();

        assertThat(broken).isNotEmpty().allMatch(finding -> finding.toString().contains("reading.schema.json"));
        assertThat(back).isEmpty();
        assertThat(again().failed()).isFalse();
    }

    @Test
    void shouldGoOn_whenAFileThatItRunsIsGone() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> watching = watch(told, over);
        told.poll(60, TimeUnit.SECONDS);
        String data = Files.readString(files.get(0));

        Files.delete(files.get(0));
        desk.change(INGEST, "rejected/${exchangeProperty.name}", "refused/${exchangeProperty.name}");
        told.poll(60, TimeUnit.SECONDS);
        String missing = told.poll(60, TimeUnit.SECONDS);
        Files.writeString(files.get(0), data);
        desk.change(INGEST, "refused/${exchangeProperty.name}", "rejected/${exchangeProperty.name}");
        told.poll(60, TimeUnit.SECONDS);
        String again = told.poll(60, TimeUnit.SECONDS);
        over.set(true);
        watching.get(60, TimeUnit.SECONDS);

        assertThat(missing).startsWith("There is no file ").contains("few.csv");
        assertThat(again).contains("health-ingest: success");
    }

    private CompletableFuture<Void> watch(BlockingQueue<String> told, AtomicBoolean over) throws Exception {
        WatchedRun watched =
                new WatchedRun(run, new RoutesFolder(desk.file("routes")), "health", new Lines(told), false, () -> {});
        return CompletableFuture.runAsync(() -> {
            try {
                watched.until(over::get, files, null);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void shouldRunAgainAndSayWhatIsWrong_whenFilesAreSaved() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> watching = watch(told, over);
        String first = told.poll(60, TimeUnit.SECONDS);

        desk.change(INGEST, "operation: getObject", "opration: getObject");
        String wrong = told.poll(60, TimeUnit.SECONDS);
        desk.change(INGEST, "opration: getObject", "operation: getObject");
        String mended = told.poll(60, TimeUnit.SECONDS);
        desk.change(INGEST, "rejected/${exchangeProperty.name}", "refused/${exchangeProperty.name}");
        String reloaded = told.poll(60, TimeUnit.SECONDS);
        String again = told.poll(60, TimeUnit.SECONDS);
        over.set(true);
        watching.get(60, TimeUnit.SECONDS);

        assertThat(first).startsWith("Watching");
        assertThat(wrong).startsWith(INGEST + ":").contains("opration");
        assertThat(mended).contains("health-ingest: success");
        assertThat(reloaded).isEqualTo("Reloaded " + INGEST + " (health-ingest).");
        assertThat(again).contains("health-ingest: success");
    }

    /** What is printed, line by line. */
    private static final class Lines extends PrintWriter {

        private final BlockingQueue<String> told;

        Lines(BlockingQueue<String> told) {
            super(new StringWriter());
            this.told = told;
        }

        @Override
        public void println(String text) {
            told.add(text);
        }
    }

    @Test
    void shouldGrantWhatTheNewRouteNeeds_whenItWasReloaded() throws Exception {
        RouteReloading reloading = reloading();
        String grants = "        grants: s3:GetObject={{health.bucket}}/processed/*\n";
        String trigger = "        keyField: analysis_key\n";

        desk.change("health/notify.camel.yaml", grants, "");
        assertThat(reloading.reload(run.functions()).findings()).isEmpty();
        Summary without = again();
        desk.change("health/notify.camel.yaml", trigger, trigger + grants);
        assertThat(reloading.reload(run.functions()).findings()).isEmpty();
        Summary with = again();

        assertThat(without.failed()).isTrue();
        assertThat(without.text()).contains("denied health-notify may not call s3:GetObject");
        assertThat(with.failed()).isFalse();
        assertThat(with.text()).contains("health-notify: sent").doesNotContain("denied");
    }
}
