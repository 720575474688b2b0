package dev.dromedary.desk.console;

import dev.dromedary.desk.cloud.logs.Tally;
import dev.dromedary.plan.FindingsException;
import dev.dromedary.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All pipelines of the repository: the one that runs with what it has come to, the others as they are planned.
 *
 * @param site what is shown
 */
record PipelinesView(Site site) implements View {

    @Override
    public String name() {
        return "pipelines";
    }

    @Override
    public Map<String, Object> model(Asked asked) {
        Tally tally = site.logs().tally();
        List<Map<String, Object>> pipelines = new ArrayList<>();
        for (String pipeline : site.routes().pipelines()) {
            pipelines.add(told(pipeline, tally));
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("pipelines", pipelines);
        model.put("shared", site.routes().routeFiles("shared"));
        return model;
    }

    private Map<String, Object> told(String pipeline, Tally tally) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", pipeline);
        told.put("runs", pipeline.equals(site.pipeline()));
        List<String> files = new ArrayList<>(site.routes().routeFiles(pipeline));
        try {
            Plan plan = site.plan(pipeline);
            told.put("drawing", FlowDrawing.of(plan, tally));
            told.put("functions", FunctionRows.of(plan, tally));
            told.put("command", StartCommand.of(site.routes(), pipeline, plan));
            plan.functions()
                    .values()
                    .forEach(function -> files.remove(function.from().file()));
        } catch (FindingsException e) {
            told.put("findings", e.getMessage().lines().toList());
        }
        told.put("files", files);
        return told;
    }
}
