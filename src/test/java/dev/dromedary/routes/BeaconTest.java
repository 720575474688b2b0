package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.dromedary.Browser;
import dev.dromedary.desk.cloud.bedrock.ModelReply;
import dev.dromedary.function.runtime.JsonDocument;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Shows the mail of hostile data in a real browser: it asks a server for nothing, and runs nothing. */
@ExtendWith(QuietLogs.class)
class BeaconTest {

    @TempDir
    private Path folder;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String beacon;
    private Path browser;

    @BeforeEach
    void start() throws Exception {
        Optional<Path> found = Browser.find();
        assumeTrue(found.isPresent(), "There is no chromium, chromium-browser, google-chrome or chrome on the PATH");
        browser = found.get();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        beacon = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    /** The document as it is after the browser has shown it. */
    private String shown(Path html) throws Exception {
        Path out = folder.resolve("dom.html");
        Process process = new ProcessBuilder(
                        browser.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=2000",
                        "--dump-dom",
                        html.toUri().toString())
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return Files.readString(out);
    }

    private String attack() {
        return "</title></style><script>document.title='run';fetch('" + beacon + "/s')</script>"
                + "\"'><img src=" + beacon + "/i onerror=\"document.title='run'\"><svg onload=\"document.title='run'\">"
                + "<iframe src=" + beacon + "/f></iframe><style>body{background:url(" + beacon + "/b)}</style>";
    }

    @Test
    void shouldAskForNothingAndRunNothing_whenTheMailIsShown() throws Exception {
        String attack = attack();
        try (WholePipeline health = WholePipeline.whole(folder.resolve("cloud"), Path.of("routes"))) {
            health.cloud
                    .bedrock()
                    .next(ModelReply.text(JsonDocument.write(Map.of(
                            "insights", List.of(attack), "recommendations", List.of(attack), "summary", attack))));
            health.upload(
                    attack + ".csv",
                    Readings.HEADER + "2026-01-05T08:00:00Z,\"" + attack.replace("\"", "\"\"")
                            + "\",170,97,6500,36.7,122,79\n");

            String dom = shown(health.mail().html());

            assertThat(dom).contains("<title>Health readings</title>", "&lt;iframe");
            assertThat(requests).isEmpty();
        }
    }

    /** That the test would see it. */
    @Test
    void shouldBeAsked_whenTheSameIsNotEscaped() throws Exception {
        Path page = folder.resolve("page.html");
        Files.writeString(page, "<!DOCTYPE html><title>before" + attack(), StandardCharsets.UTF_8);

        String dom = shown(page);

        assertThat(dom).contains("<title>run</title>");
        assertThat(requests).isNotEmpty();
    }
}
