package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the pipelines hang together, as a Mermaid flowchart: what starts each function from outside, and what functions start
 * each other with.
 */
public final class Drawing {

    private final StringBuilder lines = new StringBuilder("flowchart LR\n");
    private final Map<String, String> sources = new LinkedHashMap<>();

    private Drawing() {}

    /**
     * Draws a plan.
     *
     * @return lines, the last one ended
     */
    public static String of(Plan plan) {
        Drawing drawing = new Drawing();
        Map<String, List<PlannedFunction>> pipelines = new TreeMap<>();
        plan.functions().values().forEach(function -> pipelines
                .computeIfAbsent(function.pipeline(), name -> new ArrayList<>())
                .add(function));
        pipelines.forEach(drawing::pipeline);
        plan.functions().values().stream()
                .filter(function -> drawing.isStartedFromOutside(plan, function))
                .forEach(drawing::source);
        plan.graph().edges().stream()
                .sorted(Comparator.comparing(Edge::from).thenComparing(Edge::to).thenComparing(Edge::through))
                .forEach(edge -> drawing.line("  " + node(edge.from()) + " -- \""
                        + text(edge.through().replaceFirst("^bus [^:]+: ", "")) + "\" --> " + node(edge.to())));
        return drawing.lines.toString();
    }

    private void pipeline(String name, List<PlannedFunction> functions) {
        line("  subgraph " + name);
        functions.forEach(function -> {
            String id = function.id();
            line("    " + node(id) + (function.isWorkflow() ? "{{" + id + "}}" : "[" + id + "]"));
        });
        line("  end");
    }

    private boolean isStartedFromOutside(Plan plan, PlannedFunction function) {
        return plan.graph().edges().stream().noneMatch(edge -> edge.to().equals(function.id()));
    }

    private void source(PlannedFunction function) {
        String text = function.trigger().starts(function);
        String node = sources.get(text);
        if (node == null) {
            node = "from" + (sources.size() + 1);
            sources.put(text, node);
            line("  " + node + "([\"" + text(text) + "\"])");
        }
        line("  " + node + " --> " + node(function.id()));
    }

    private void line(String line) {
        lines.append(line).append('\n');
    }

    /** Mermaid takes {@code end} and others for words of its own. */
    private static String node(String id) {
        return "f-" + id;
    }

    private static String text(String text) {
        return text.replace("\"", "#quot;");
    }
}
