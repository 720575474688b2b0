package dev.dromedary.desk.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What functions have logged and come to, the newest first; all of it, or what has one cause.
 *
 * @param site what is shown
 */
record LogsView(Site site) implements View {

    private static final int MOST = 300;

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public Map<String, Object> model(Asked asked) {
        String cause = asked.value("cause");
        List<Map<String, Object>> lines = new ArrayList<>(site.logs().lines().stream()
                .filter(line -> cause.isEmpty()
                        || line.get("correlation_ids") instanceof List<?> causes && causes.contains(cause))
                .toList());
        Collections.reverse(lines);
        return Map.of("lines", lines.subList(0, Math.min(MOST, lines.size())), "cause", cause);
    }
}
