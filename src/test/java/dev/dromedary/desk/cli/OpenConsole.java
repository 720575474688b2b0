package dev.dromedary.desk.cli;

import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The console of a run of health, and somebody who asks it. */
final class OpenConsole implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");
    private static final String BOUNDARY = "----boundary";

    final PipelineRun run;
    final URI address;
    private final ConsoleRun console;
    private final HttpClient client = HttpClient.newHttpClient();

    private OpenConsole(PipelineRun run, ConsoleRun console, URI address) {
        this.run = run;
        this.console = console;
        this.address = address;
    }

    static OpenConsole of(Desk desk) throws Exception {
        RoutesFolder routes = new RoutesFolder(desk.file("routes"));
        Path data = desk.file("cloud");
        PipelineRun run = PipelineRun.start(routes, "health", data, Progress.onTerminal(true), null);
        run.awaitEnd();
        StringWriter told = new StringWriter();
        ConsoleRun console = ConsoleRun.open(0, run, routes, "health", data, new PrintWriter(told));
        return new OpenConsole(
                run, console, URI.create(told.toString().replace("console", "").strip()));
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    String html(String path) throws IOException, InterruptedException {
        return get(path).body();
    }

    /** What the forms of this run bring. */
    String token() throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(html("/"));
        if (!token.find()) {
            throw new AssertionError("There is no token in the form");
        }
        return token.group(1);
    }

    HttpResponse<String> post(String path, Map<String, String> values, String... headers)
            throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder();
        values.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a file as a browser does. */
    HttpResponse<String> upload(String token, String name, String content) throws IOException, InterruptedException {
        String body = String.join(
                "\r\n",
                List.of(
                        "--" + BOUNDARY,
                        "Content-Disposition: form-data; name=\"token\"",
                        "",
                        token,
                        "--" + BOUNDARY,
                        "Content-Disposition: form-data; name=\"file\"; filename=\"" + name.replace("\"", "%22") + "\"",
                        "Content-Type: text/csv",
                        "",
                        content,
                        "--" + BOUNDARY + "--",
                        ""));
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/upload"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .header("Origin", address.toString())
                .header("Sec-Fetch-Site", "same-origin")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        run.awaitEnd();
        return response;
    }

    @Override
    public void close() {
        console.close();
        run.close();
    }
}
