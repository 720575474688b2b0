package dev.dromedary.desk.console;

import dev.dromedary.desk.cloud.logs.Tally;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.PlannedFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    static final int BOX_WIDTH = 230;
    private static final int BOX_HEIGHT = 66;
    private static final int LEVEL = 112;
    private static final int MARGIN = 8;
    /** So many characters of what starts a function fit into its box. */
    private static final int LONGEST = 34;
    /** An arrow ends so far above its box, as its head is drawn beyond its end. */
    private static final int HEAD = 3;

    /**
     * A function.
     *
     * @param id the route's id
     * @param starts what starts it
     * @param shortly the same, as much as fits into the box
     * @param planned what Lambda gives it
     * @param count how often it has run
     * @param x of its left edge
     * @param y of its upper edge
     */
    public record Box(String id, String starts, String shortly, String planned, Tally.Count count, int x, int y) {}

    /**
     * One function starts another.
     *
     * @param label which, and by what
     * @param path the line, as SVG has it
     */
    public record Arrow(String label, String path) {}

    static FlowDrawing of(Plan plan, Tally tally) {
        Map<String, List<String>> through = new LinkedHashMap<>();
        List<FlowLevels.Link> links = new ArrayList<>();
        plan.graph().edges().forEach(edge -> {
            FlowLevels.Link link = new FlowLevels.Link(edge.from(), edge.to());
            if (through.computeIfAbsent(link.toString(), pair -> new ArrayList<>())
                    .isEmpty()) {
                links.add(link);
            }
            through.get(link.toString()).add(edge.through());
        });
        FlowLevels levels = FlowLevels.of(plan.functions().keySet(), links);
        List<Box> boxes = new ArrayList<>();
        for (PlannedFunction function : plan.functions().values()) {
            FlowLevels.Place place = levels.place(function.id());
            String starts = function.trigger().starts(function);
            boxes.add(new Box(
                    function.id(),
                    starts,
                    shortened(starts.replaceFirst("^event on [^:]+: ", "")),
                    FunctionRows.planned(function),
                    tally.of(function.id()),
                    place.center() + MARGIN - BOX_WIDTH / 2,
                    place.level() * LEVEL + MARGIN));
        }
        List<Arrow> arrows = links.stream()
                .map(link -> new Arrow(
                        link.from() + " starts " + link.to() + ": " + String.join(", ", through.get(link.toString())),
                        path(levels.way(link))))
                .toList();
        return new FlowDrawing(
                levels.width() + 2 * MARGIN,
                (levels.depth() - 1) * LEVEL + BOX_HEIGHT + 2 * MARGIN,
                List.copyOf(boxes),
                arrows);
    }

    /** From the lower edge of the first place, straight through those between, to the upper edge of the last. */
    private static String path(List<FlowLevels.Place> way) {
        FlowLevels.Place first = way.get(0);
        int y = first.level() * LEVEL + MARGIN + BOX_HEIGHT;
        int x = first.center() + MARGIN;
        StringBuilder path = new StringBuilder("M" + x + " " + y);
        for (int i = 1; i < way.size(); i++) {
            boolean last = i == way.size() - 1;
            int toX = way.get(i).center() + MARGIN;
            int toY = way.get(i).level() * LEVEL + MARGIN - (last ? HEAD : 0);
            int middle = (y + toY) / 2;
            path.append(" C" + x + " " + middle + " " + toX + " " + middle + " " + toX + " " + toY);
            x = toX;
            y = toY;
            if (!last) {
                y += BOX_HEIGHT;
                path.append(" L" + x + " " + y);
            }
        }
        return path.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
