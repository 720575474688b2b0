package dev.dromedary.desk.console;

import dev.dromedary.desk.cloud.logs.Tally;
import dev.dromedary.plan.FindingsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pipeline and how its functions hang together, with what they have come to.
 *
 * @param site what is shown
 */
record OverviewView(Site site) implements View {

    static final String NAME = "overview";

    /** So many of the latest failures are shown. */
    private static final int FAILURES = 10;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Object> model(Asked asked) {
        Tally tally = site.logs().tally();
        Map<String, Object> model = new LinkedHashMap<>();
        try {
            model.put("drawing", FlowDrawing.of(site.plan(site.pipeline()), tally));
            model.put("functions", FunctionRows.of(site.plan(site.pipeline()), tally));
        } catch (FindingsException e) {
            model.put("findings", e.getMessage().lines().toList());
        }
        model.put("failures", failures());
        model.put("denied", site.work().denied());
        return model;
    }

    private List<Map<String, Object>> failures() {
        List<Map<String, Object>> failed = new ArrayList<>(site.logs().attempts().stream()
                .filter(attempt -> attempt.get("failures") instanceof List<?> all && !all.isEmpty())
                .toList());
        Collections.reverse(failed);
        return failed.subList(0, Math.min(FAILURES, failed.size()));
    }
}
