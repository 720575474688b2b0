package dev.dromedary.desk.cli;

import dev.dromedary.desk.operations.ToldRun;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Runs and their data as a tree, for a terminal. */
final class LineageText {

    private final StringBuilder text = new StringBuilder();
    private final List<ToldRun> runs;
    private final Set<ToldRun> drawn = new HashSet<>();

    private LineageText(List<ToldRun> runs) {
        this.runs = runs;
    }

    /**
     * Draws them.
     *
     * @param columns whether it is told which columns are made of which
     * @return lines, the last one ended
     */
    static String of(List<ToldRun> runs, boolean columns) {
        LineageText drawing = new LineageText(runs);
        Set<String> made = new HashSet<>();
        runs.forEach(run -> run.outputs().forEach(data -> made.add(data.place())));
        Map<String, ToldRun.Data> roots = new LinkedHashMap<>();
        runs.forEach(run -> run.inputs().stream()
                .limit(1)
                .filter(data -> !made.contains(data.place()))
                .forEach(data -> roots.putIfAbsent(data.place(), data)));
        roots.values().forEach(drawing::root);
        // In a circle, nothing is first.
        for (ToldRun run : runs) {
            if (!drawing.drawn.contains(run)) {
                run.inputs().stream().limit(1).forEach(drawing::root);
            }
        }
        if (columns) {
            runs.forEach(drawing::columns);
        }
        return drawing.text.toString();
    }

    private void root(ToldRun.Data data) {
        text.append(line(data)).append('\n');
        runsOf(data, "");
    }

    private void runsOf(ToldRun.Data data, String indent) {
        List<ToldRun> next = runs.stream()
                .filter(run -> run.inputs().stream().limit(1).anyMatch(input -> input.place()
                        .equals(data.place())))
                .filter(drawn::add)
                .toList();
        for (int i = 0; i < next.size(); i++) {
            boolean last = i == next.size() - 1;
            run(next.get(i), indent + (last ? "`- " : "|- "), indent + (last ? "   " : "|  "));
        }
    }

    private void run(ToldRun run, String begin, String indent) {
        text.append(begin).append(run.route());
        List<String> beside =
                run.inputs().stream().skip(1).map(ToldRun.Data::place).toList();
        if (!beside.isEmpty()) {
            text.append(" (looks up in ").append(String.join(", ", beside)).append(')');
        }
        run.error().ifPresent(message -> text.append(": ").append(message));
        text.append('\n');
        for (int i = 0; i < run.outputs().size(); i++) {
            boolean last = i == run.outputs().size() - 1;
            ToldRun.Data output = run.outputs().get(i);
            text.append(indent)
                    .append(last ? "`- " : "|- ")
                    .append(line(output))
                    .append('\n');
            runsOf(output, indent + (last ? "   " : "|  "));
        }
    }

    private static String line(ToldRun.Data data) {
        return data.place()
                + data.rows()
                        .map(rows -> String.format(Locale.ROOT, "  %,d %s", rows, rows == 1 ? "row" : "rows"))
                        .orElse("");
    }

    /** Those that are not simply taken over, once for all outputs of a run. */
    private void columns(ToldRun run) {
        Set<String> lines = new TreeSet<>();
        for (ToldRun.Data data : run.outputs()) {
            data.origins().forEach((column, origin) -> {
                if (!origin.kept() || !origin.columns().equals(List.of(column))) {
                    lines.add("  " + column + " <- "
                            + (origin.columns().isEmpty()
                                    ? "an expression without columns"
                                    : String.join(", ", origin.columns()))
                            + (origin.masked() ? " (masked)" : ""));
                }
            });
        }
        if (!lines.isEmpty()) {
            text.append('\n').append("Columns of ").append(run.route()).append(":\n");
            lines.forEach(line -> text.append(line).append('\n'));
        }
    }
}
