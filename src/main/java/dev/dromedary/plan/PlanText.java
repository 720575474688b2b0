package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The plan for people: a table of the functions, what each may do, and the drawing. */
final class PlanText {

    private static final List<String> HEAD = List.of("FUNCTION", "STARTED BY", "MEMORY", "TIMEOUT");

    private PlanText() {}

    static String of(Plan plan) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        plan.functions()
                .forEach((id, function) -> rows.add(List.of(
                        id,
                        function.trigger().starts(function),
                        function.isWorkflow() ? "workflow" : function.endpoint().getMemory() + " MB",
                        function.endpoint().getTimeout() + " s")));
        StringBuilder text = new StringBuilder();
        plan.environment().ifPresent(name -> text.append("ENVIRONMENT  ")
                .append(name)
                .append(plan.environments().contains(name) ? "" : ", which has no settings of its own")
                .append("\n\n"));
        for (List<String> row : rows) {
            text.append(line(row, widths(rows))).append('\n');
        }
        plan.functions().values().forEach(function -> permissions(function, text));
        return text.append('\n').append(Drawing.of(plan)).toString();
    }

    private static List<Integer> widths(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>(Collections.nCopies(HEAD.size(), 0));
        rows.forEach(row -> {
            for (int column = 0; column < row.size(); column++) {
                widths.set(column, Math.max(widths.get(column), row.get(column).length()));
            }
        });
        return widths;
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths.get(column) - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }

    private static void permissions(PlannedFunction function, StringBuilder text) {
        text.append('\n').append(function.id()).append(" may\n");
        function.needs().permissions().stream()
                .map(PlanText::permission)
                .distinct()
                .sorted()
                .forEach(each -> text.append("  ").append(each).append('\n'));
    }

    private static String permission(Permission permission) {
        String conditions = permission.conditions().stream()
                .map(condition -> condition.variable() + " " + String.join(" or ", condition.values()))
                .collect(Collectors.joining(", "));
        return String.join(", ", permission.actions())
                + "  "
                // What all ARNs have in common tells nothing.
                + permission
                        .resource()
                        .replaceFirst("^arn:\\$\\{partition}:", "")
                        .replace("${region}:${account}:", "")
                + (conditions.isEmpty() ? "" : "  if " + conditions);
    }
}
