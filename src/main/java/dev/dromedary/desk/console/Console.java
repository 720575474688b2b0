package dev.dromedary.desk.console;

import com.sun.net.httpserver.HttpExchange;
import dev.dromedary.desk.operations.ExplanationException;
import dev.dromedary.desk.operations.Upload;
import dev.dromedary.desk.source.LocalHttpServer;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The console: pages about a running pipeline, for this machine only, at a port of its own. */
public final class Console implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Console.class);

    private final Site site;
    private final List<View> views;
    private final Actions actions;
    private final Changes changes;
    private final Pages pages = new Pages();
    private final Guard guard = new Guard();
    private final LocalHttpServer server;

    /**
     * Begins to answer.
     *
     * @param port of 127.0.0.1; 0 for any that is free
     * @param site what is shown
     * @throws IOException if the port can't be had
     */
    public Console(int port, Site site) throws IOException {
        this.site = site;
        this.actions = new Actions(site);
        this.changes = new Changes(site.data());
        this.views = List.of(
                new OverviewView(site),
                new PipelinesView(site),
                new RouteView(site),
                new ObjectsView(site),
                new ObjectView(site),
                new RejectsView(site),
                new EventsView(site),
                new QueuesView(site),
                new TablesView(site),
                new MailsView(site),
                new LogsView(site),
                new MetricsView(site),
                new ExplainView(site));
        this.server = new LocalHttpServer(port, "console", this::handle);
    }

    /** Where it listens, such as {@code http://127.0.0.1:8081}. */
    public URI address() {
        return server.address();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer;
            try {
                guard.check(
                        exchange.getLocalAddress().getPort(),
                        exchange.getRequestMethod(),
                        exchange.getRequestHeaders());
                answer = answer(Asked.of(exchange));
            } catch (RefusedException e) {
                answer = Answer.text(e.status(), e.getMessage() + "\n");
            } catch (RuntimeException e) {
                LOG.error(
                        "The console can't show {}: {}",
                        exchange.getRequestURI().getRawPath(),
                        e.getMessage(),
                        e);
                answer = Answer.text(500, "The page can't be shown; the terminal says why.\n");
            }
            answer.write(exchange);
        }
    }

    private Answer answer(Asked asked) throws IOException {
        try {
            if (asked.method().equals("POST")) {
                guard.checkToken(asked);
                return actions.carryOut(asked);
            }
            if (asked.path().equals("/changes")) {
                return Answer.text(200, changes.now());
            }
            return page(asked);
        } catch (RefusedException e) {
            return failure(e.status(), e.getMessage());
        } catch (ExplanationException e) {
            return failure(404, e.getMessage());
        } catch (Upload.Refusal e) {
            return failure(422, e.getMessage());
        }
    }

    private Answer page(Asked asked) throws IOException {
        String name = asked.path().substring(1);
        Optional<View> found = views.stream()
                .filter(view -> view.name().equals(name.isEmpty() ? OverviewView.NAME : name))
                .findFirst();
        if (found.isEmpty()) {
            throw RefusedException.notFound("There is no such page.");
        }
        // Asked before the rest, so that what happens meanwhile is seen as a change.
        String seen = changes.now();
        Map<String, Object> model = new LinkedHashMap<>(found.get().model(asked));
        model.put("seen", seen);
        return Answer.html(200, html(found.get().name(), model), pages.policy(model.containsKey("mail")));
    }

    private Answer failure(int status, String sentence) throws IOException {
        return Answer.html(status, html("failure", Map.of("sentence", sentence, "seen", "")), pages.policy(false));
    }

    private String html(String name, Map<String, ?> model) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("current", name);
        all.put("pipeline", site.pipeline());
        all.put("token", guard.token());
        return pages.html(name + ".ftlh", all);
    }

    /** Ends at once. */
    @Override
    public void close() {
        server.close();
    }
}
