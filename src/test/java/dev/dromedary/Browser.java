package dev.dromedary;

import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real browser without a window, steered by its DevTools.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">DevTools protocol</a>
 */
public final class Browser implements AutoCloseable, WebSocket.Listener {

    private static final int SECONDS = 60;

    private final Process process;
    private final Map<Integer, CompletableFuture<Map<String, Object>>> open = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final StringBuilder received = new StringBuilder();
    private WebSocket socket;
    private String session;

    private Browser(Process process) {
        this.process = process;
    }

    /** The browser of this machine, or none. */
    public static Optional<Path> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
                .flatMap(place -> Stream.of("chromium", "chromium-browser", "google-chrome", "chrome")
                        .map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts it with one empty page. */
    public static Browser start(Path binary, Path profile) throws Exception {
        Process process = new ProcessBuilder(
                        binary.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--remote-allow-origins=*",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        Browser browser = new Browser(process);
        try {
            browser.connect(address(process));
            return browser;
        } catch (Exception e) {
            browser.close();
            throw e;
        }
    }

    /** It tells at its start where its DevTools are. */
    private static URI address(Process process) throws IOException {
        var lines = process.errorReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                // What it says later would fill the pipe.
                Thread reader = new Thread(() -> {
                    try {
                        lines.transferTo(Writer.nullWriter());
                    } catch (IOException e) {
                        // The browser has been closed.
                        return;
                    }
                });
                reader.setDaemon(true);
                reader.start();
                return URI.create(line.substring("DevTools listening on ".length()));
            }
        }
        throw new IOException("The browser has ended before it told where its DevTools are");
    }

    private void connect(URI address) throws Exception {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, this)
                .get(SECONDS, TimeUnit.SECONDS);
        List<?> targets = (List<?>) call("Target.getTargets", Map.of()).get("targetInfos");
        Object page = targets.stream()
                .map(Map.class::cast)
                .filter(target -> "page".equals(target.get("type")))
                .findFirst()
                .orElseThrow()
                .get("targetId");
        session = call("Target.attachToTarget", Map.of("targetId", page, "flatten", true))
                .get("sessionId")
                .toString();
        call("Page.enable", Map.of());
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        received.append(data);
        if (last) {
            Map<String, Object> message = JsonDocument.parse(received.toString());
            received.setLength(0);
            if (message.get("id") instanceof Number id) {
                open.remove(id.intValue()).complete(message);
            }
        }
        return WebSocket.Listener.super.onText(from, data, last);
    }

    /** Calls a method of the protocol. */
    public Map<String, Object> call(String method, Map<String, ?> parameters) throws Exception {
        int id = ids.incrementAndGet();
        CompletableFuture<Map<String, Object>> reply = new CompletableFuture<>();
        open.put(id, reply);
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", parameters);
        if (session != null) {
            message.put("sessionId", session);
        }
        socket.sendText(JsonDocument.write(message), true).get(SECONDS, TimeUnit.SECONDS);
        Map<String, Object> answer = reply.get(SECONDS, TimeUnit.SECONDS);
        if (answer.containsKey("error")) {
            throw new IllegalStateException(method + ": " + answer.get("error"));
        }
        return map(answer.get("result"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    /** Goes to a page, and waits until it is there. */
    public void show(URI page) throws Exception {
        call("Page.navigate", Map.of("url", page.toString()));
        awaitTrue("document.readyState === 'complete' && location.href === new URL("
                + JsonDocument.write(page.toString()) + ").href");
    }

    /** What an expression comes to in the page; promises are awaited. */
    public Object evaluate(String expression) throws Exception {
        Map<String, Object> result =
                call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
        return map(result.get("result")).get("value");
    }

    /** Waits until it is so, looking again in each of the pages that come meanwhile. */
    public void awaitTrue(String condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!holds(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It has not come to " + condition + ", but to "
                        + evaluate("document.documentElement.innerText"));
            }
        }
    }

    /** A page that goes away takes its promises along. */
    private boolean holds(String condition) throws Exception {
        try {
            return Boolean.TRUE.equals(
                    evaluate("new Promise(done => setTimeout(() => done(!!(" + condition + ")), 50))"));
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** Chooses a file, as a person does in the dialogue. */
    public void choose(String selector, Path file) throws Exception {
        Object root = map(call("DOM.getDocument", Map.of()).get("root")).get("nodeId");
        Object node = call("DOM.querySelector", Map.of("nodeId", root, "selector", selector))
                .get("nodeId");
        call("DOM.setFileInputFiles", Map.of("files", List.of(file.toString()), "nodeId", node));
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
