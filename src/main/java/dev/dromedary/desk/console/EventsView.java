package dev.dromedary.desk.console;

import dev.dromedary.desk.cloud.eventbridge.KeptEvent;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was put on buses, the newest first.
 *
 * @param site what is shown
 */
record EventsView(Site site) implements View {

    private static final int MOST = 200;

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Map<String, Object> model(Asked asked) throws IOException {
        String cause = asked.value("cause");
        List<KeptEvent> all = new ArrayList<>(KeptEvent.newest(site.data().resolve("events.ndjson")));
        Collections.reverse(all);
        List<Map<String, Object>> events = all.stream()
                .filter(event -> cause.isEmpty()
                        || event.correlationId().filter(cause::equals).isPresent())
                .limit(MOST)
                .map(EventsView::told)
                .toList();
        return Map.of("events", events, "cause", cause);
    }

    static Map<String, Object> told(KeptEvent event) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("time", event.time());
        told.put("type", event.type());
        told.put("source", event.source());
        told.put("cause", event.correlationId().orElse(""));
        told.put("json", JsonDocument.writePretty(event.document()));
        return told;
    }
}
