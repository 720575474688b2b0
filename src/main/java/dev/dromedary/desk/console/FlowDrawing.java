package dev.dromedary.desk.console;

import dev.dromedary.plan.Edge;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.PlannedFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The functions of a plan as boxes, from top to bottom in the order in which they start each other: what {@code plan} draws for
 * Mermaid, which would have to be fetched from elsewhere.
 *
 * @param width in units of the drawing, which are about pixels
 * @param height in the same units
 * @param boxes the functions
 * @param arrows what they start each other with
 */
public record FlowDrawing(int width, int height, List<Box> boxes, List<Arrow> arrows) {

    private static final int BOX_WIDTH = 200;
    private static final int BOX_HEIGHT = 66;
    private static final int BETWEEN = 24;
    private static final int LEVEL = 128;
    private static final int MARGIN = 8;
    private static final int LONGEST = 30;

    /**
     * A function.
     *
     * @param id the route's id
     * @param starts what starts it, shortened
     * @param count how often it has run
     * @param x of its left edge
     * @param y of its upper edge
     */
    public record Box(String id, String starts, Tally.Count count, int x, int y) {}

    /**
     * One function starts another.
     *
     * @param label by what, shortened
     * @param path the line, as SVG has it
     * @param x of the middle of the label
     * @param y of the label
     */
    public record Arrow(String label, String path, int x, int y) {}

    static FlowDrawing of(Plan plan, Tally tally) {
        Collection<PlannedFunction> functions = plan.functions().values();
        Map<String, Integer> levels = levels(functions, plan.graph().edges());
        Map<Integer, List<PlannedFunction>> rows = new TreeMap<>();
        functions.forEach(function -> rows.computeIfAbsent(levels.get(function.id()), level -> new ArrayList<>())
                .add(function));
        int widest = rows.values().stream().mapToInt(List::size).max().orElse(1);
        int width = widest * (BOX_WIDTH + BETWEEN) - BETWEEN + 2 * MARGIN;
        Map<String, Box> boxes = new LinkedHashMap<>();
        int y = MARGIN;
        for (List<PlannedFunction> row : rows.values()) {
            int x = (width - row.size() * (BOX_WIDTH + BETWEEN) + BETWEEN) / 2;
            for (PlannedFunction function : row) {
                String starts = shortened(function.trigger().starts(function));
                boxes.put(function.id(), new Box(function.id(), starts, tally.of(function.id()), x, y));
                x += BOX_WIDTH + BETWEEN;
            }
            y += LEVEL;
        }
        return new FlowDrawing(
                width, y - LEVEL + BOX_HEIGHT + MARGIN, List.copyOf(boxes.values()), arrows(plan, boxes));
    }

    /** How many steps a function is away from what comes from outside, along the longest way; circles are not followed. */
    private static Map<String, Integer> levels(Collection<PlannedFunction> functions, List<Edge> edges) {
        Map<String, Integer> levels = new HashMap<>();
        functions.forEach(function -> level(function.id(), edges, levels, new HashSet<>()));
        return levels;
    }

    private static int level(String id, List<Edge> edges, Map<String, Integer> levels, Set<String> way) {
        Integer known = levels.get(id);
        if (known != null) {
            return known;
        }
        int level = 0;
        if (way.add(id)) {
            for (Edge edge : edges) {
                if (edge.to().equals(id) && !way.contains(edge.from())) {
                    level = Math.max(level, level(edge.from(), edges, levels, way) + 1);
                }
            }
            way.remove(id);
        }
        levels.put(id, level);
        return level;
    }

    private static List<Arrow> arrows(Plan plan, Map<String, Box> boxes) {
        Map<String, List<String>> labels = new TreeMap<>();
        plan.graph().edges().forEach(edge -> labels.computeIfAbsent(
                        edge.from() + " " + edge.to(), pair -> new ArrayList<>())
                .add(edge.through().replaceFirst("^(bus|bucket|queue|stream) ([^:]+: )?", "")));
        List<Arrow> arrows = new ArrayList<>();
        Map<String, Integer> leaving = new HashMap<>();
        labels.forEach((pair, through) -> {
            String[] ends = pair.split(" ");
            int turn = leaving.merge(ends[0], 1, Integer::sum) - 1;
            arrows.add(arrow(boxes.get(ends[0]), boxes.get(ends[1]), shortened(String.join(", ", through)), turn));
        });
        return arrows;
    }

    private static Arrow arrow(Box from, Box to, String label, int turn) {
        int startX = from.x() + BOX_WIDTH / 2;
        int startY = from.y() + BOX_HEIGHT;
        int endX = to.x() + BOX_WIDTH / 2;
        int middle = (startY + to.y()) / 2;
        String path = "M" + startX + " " + startY + " C" + startX + " " + middle + " " + endX + " " + middle + " "
                + endX + " " + (to.y() - 6);
        // Labels of arrows that leave the same box stand below each other, each nearer to where it leads.
        int labelX = startX == endX ? endX : endX + (startX - endX) / 4;
        return new Arrow(label, path, labelX, startX == endX ? middle + 4 : middle + 12 + 0 * turn);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
