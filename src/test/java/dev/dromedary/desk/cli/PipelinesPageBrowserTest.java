package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dromedary.Browser;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.HttpGateway;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.plan.RoutesFolder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page of the general pipeline as a person sees it, in a real browser. */
class PipelinesPageBrowserTest {

    private static final int NARROW = 360;

    private static final String ORDERS = """
            {"source": "<img src=x onerror=document.title='run'>", "data_type": "orders",
             "records": [{"order_id": "o-1", "ordered_at": "2026-01-05T08:00:00Z", "quantity": 2, "price": 9.99, "country": "DE"}]}
            """;

    @TempDir
    Path folder;

    @Test
    @Timeout(180)
    void shouldShowEachPipelineAndFollowItsLinks_whenTwoWereSubmitted() throws Exception {
        Optional<Path> binary = Browser.find();
        assumeTrue(binary.isPresent(), "There is no chromium, chromium-browser, google-chrome or chrome on the PATH");
        Desk desk = Desk.in(folder);
        PipelineRun run = PipelineRun.start(
                new RoutesFolder(desk.file("routes")),
                "pipelines",
                desk.file("cloud"),
                Progress.onTerminal(true),
                null);
        try (HttpGateway gateway = HttpGateway.start(0, answering(run), run::answer, answered -> {});
                Browser browser = Browser.start(binary.get(), folder.resolve("profile"))) {
            URI api = gateway.address();
            assertThat(submit(api, ORDERS)).isEqualTo(202);
            assertThat(submit(api, ORDERS.replace("\"price\": 9.99, ", ""))).isEqualTo(202);
            run.awaitEnd();

            browser.show(api.resolve("/pipelines.html"));
            assertThat(browser.evaluate(
                            "[...document.querySelectorAll('tbody .status')].map(s => s.innerText).sort().join()"))
                    .isEqualTo("completed,quarantined");
            assertThat(browser.evaluate("document.body.innerText.includes('<img src=x')"))
                    .isEqualTo(true);
            assertThat(browser.evaluate("document.title")).isEqualTo("Pipelines");

            browser.evaluate(
                    "[...document.querySelectorAll('nav a')].find(a => a.innerText === 'quarantined').click()");
            browser.awaitTrue("document.title === 'Pipelines: quarantined'"
                    + " && document.querySelectorAll('tbody .status').length === 1");

            browser.call(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", NARROW, "height", 800, "deviceScaleFactor", 1, "mobile", true));
            assertThat(browser.evaluate("document.documentElement.scrollWidth")).isEqualTo(NARROW);
        } finally {
            run.close();
        }
    }

    private static List<RouteFunction> answering(PipelineRun run) {
        return run.functions().stream()
                .filter(function -> TriggerSource.feedOf(function.endpoint()) instanceof Feed.Requests)
                .toList();
    }

    private static int submit(URI api, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(api.resolve("/pipelines"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
