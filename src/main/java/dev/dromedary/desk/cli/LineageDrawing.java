package dev.dromedary.desk.cli;

import dev.dromedary.desk.operations.ToldRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs and their data as a Mermaid flowchart. */
final class LineageDrawing {

    private final StringBuilder lines = new StringBuilder("flowchart LR\n");
    private final Map<String, String> nodes = new LinkedHashMap<>();

    private LineageDrawing() {}

    /**
     * Draws them.
     *
     * @return lines, the last one ended
     */
    static String of(List<ToldRun> runs) {
        LineageDrawing drawing = new LineageDrawing();
        for (int i = 0; i < runs.size(); i++) {
            drawing.run("run" + (i + 1), runs.get(i));
        }
        return drawing.lines.toString();
    }

    private void run(String node, ToldRun run) {
        line(node + "[" + quoted(run.route() + (run.error().isPresent() ? ": rejected" : "")) + "]");
        run.inputs().forEach(data -> edge(node(data), data, node));
        run.outputs().forEach(data -> edge(node, data, node(data)));
    }

    private void edge(String from, ToldRun.Data data, String to) {
        line(from
                + data.rows()
                        .map(rows -> " -- " + quoted(String.format(Locale.ROOT, "%,d rows", rows)) + " --> ")
                        .orElse(" --> ")
                + to);
    }

    private String node(ToldRun.Data data) {
        String known = nodes.get(data.place());
        if (known != null) {
            return known;
        }
        String node = "data" + (nodes.size() + 1);
        nodes.put(data.place(), node);
        line(node + "[(" + quoted(data.place()) + ")]");
        return node;
    }

    private void line(String text) {
        lines.append("  ").append(text).append('\n');
    }

    /** Keys of objects may hold anything, line breaks and what Mermaid reads as marks too. */
    private static String quoted(String text) {
        String shown = text.replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace("`", "#96;")
                .replaceAll("\\R", " ");
        return "\"" + shown + "\"";
    }
}
