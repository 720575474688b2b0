package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dromedary.Browser;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.plan.RoutesFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person at the console, with a real browser: its policy lets do what it offers, and nothing that data would do. */
class ConsoleBrowserTest {

    private static final String HEADER = "event_time,user_id,heart_rate,spo2,steps,temp_c,systolic_bp,diastolic_bp\n";

    private static final List<String> PAGES = List.of(
            "/",
            "/pipelines",
            "/route?file=health/ingest.camel.yaml",
            "/objects",
            "/object?bucket=dromedary-health&key=raw/dropped.csv",
            "/rejects",
            "/events",
            "/queues",
            "/tables",
            "/mails",
            "/logs",
            "/metrics",
            "/explain?key=raw/dropped.csv&row=1");

    private static final int NARROW = 360;

    @TempDir
    Path folder;

    private static Path binary() {
        Optional<Path> found = Browser.find();
        assumeTrue(found.isPresent(), "There is no chromium, chromium-browser, google-chrome or chrome on the PATH");
        return found.get();
    }

    @Test
    @Timeout(180)
    void shouldTakeAFileAndFitANarrowScreen_whenItIsDropped() throws Exception {
        Path binary = binary();
        Desk desk = Desk.in(folder);
        try (OpenConsole console = OpenConsole.of(desk);
                Browser browser = Browser.start(binary, folder.resolve("profile"))) {
            browser.call(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", NARROW, "height", 800, "deviceScaleFactor", 1, "mobile", true));
            browser.show(console.address);
            String row = HEADER + "2026-01-05T08:00:00Z,user-001,170,97,6500,36.6,120,80\n";
            browser.evaluate("{ const dropped = new DataTransfer(); dropped.items.add(new File(["
                    + JsonDocument.write(row) + "], 'dropped.csv')); document.querySelector('form.drop')"
                    + ".dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, cancelable: true })); }");
            browser.awaitTrue("document.body.innerText.includes('success: 1 rows, 1 valid, 0 rejected')");
            console.run.awaitEnd();

            for (String page : PAGES) {
                browser.show(console.address.resolve(page));
                assertThat(browser.evaluate("document.documentElement.scrollWidth"))
                        .as(page)
                        .isEqualTo(NARROW);
            }
        }
    }

    @Test
    @Timeout(180)
    void shouldShowRowsAndWorkAgain_whenAFileIsUploadedAndReplayed() throws Exception {
        Path binary = binary();
        Desk desk = Desk.in(folder);
        Path file = desk.write(
                "ward.csv",
                HEADER + "2026-01-05T08:00:00Z,user-001,170,97,6500,36.6,120,80\n"
                        + "2026-01-05T08:05:00Z,<script>document.title='run'</script>,900,97,6500,36.6,120,80\n");
        try (OpenConsole console = OpenConsole.of(desk);
                Browser browser = Browser.start(binary, folder.resolve("profile"))) {
            browser.show(console.address);
            browser.choose("input[type=file]", file);
            browser.evaluate("document.querySelector('form.drop button').click()");
            // The page follows the run by itself.
            browser.awaitTrue("document.body.innerText.includes('success: 2 rows, 1 valid, 1 rejected')"
                    + " && document.body.innerText.includes('analyzed')");

            browser.show(console.address.resolve("/pipelines"));
            List<String> pipelines = new RoutesFolder(desk.file("routes")).pipelines();
            assertThat(browser.evaluate(
                            "[...document.querySelectorAll('h2')].map(h => h.firstChild.data.trim()).join()"))
                    .isEqualTo(String.join(",", pipelines) + ",shared");
            assertThat(browser.evaluate(
                            "[...document.querySelectorAll('svg.flow')].map(s => s.querySelectorAll('.ran').length"
                                    + " > 0).join()"))
                    .as("health alone has run")
                    .isEqualTo(pipelines.stream()
                            .map(pipeline -> String.valueOf(pipeline.equals("health")))
                            .collect(Collectors.joining(",")));
            assertThat(browser.evaluate("[...document.querySelectorAll('pre.command')].length"))
                    .isEqualTo(pipelines.size() - 1);
            browser.evaluate(
                    "[...document.querySelectorAll('a')].find(a => a.innerText === 'customers-check').click()");
            browser.awaitTrue("document.title === 'customers/check.camel.yaml – health'"
                    + " && document.querySelector('pre').innerText.includes('id: customers-check')");

            browser.show(console.address.resolve("/rejects?key=raw/ward.csv"));
            assertThat(browser.evaluate("document.querySelector('tbody').innerText")
                            .toString())
                    .contains("invalid_heart_rate", "<script>document.title='run'</script>,900");
            assertThat(browser.evaluate("document.title")).isEqualTo("Rejects – health");

            browser.show(console.address.resolve("/object?bucket=dromedary-health&key=raw/ward.csv"));
            browser.evaluate("[...document.querySelectorAll('button')].find(b => b.innerText === 'Replay').click()");
            browser.awaitTrue("[...document.querySelectorAll('td')].filter(cell => cell.innerText === 'health-ingest')"
                    + ".length >= 2");

            browser.show(console.address.resolve("/mails"));
            browser.evaluate("document.querySelector('td a').click()");
            browser.awaitTrue("document.querySelector('iframe') !== null && document.readyState === 'complete'");
            // A frame in which nothing runs is of an origin of its own, so that nobody looks into it either.
            assertThat(browser.evaluate("document.querySelector('iframe').contentDocument"))
                    .isNull();
            assertThat(browser.evaluate("document.querySelector('iframe').getAttribute('srcdoc').length > 1000"))
                    .isEqualTo(true);
        }
    }
}
