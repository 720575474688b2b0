package dev.dromedary.desk.console;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where functions stand in a drawing: each one level below the lowest of those that start it, and room beside those on levels that a
 * link passes.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Layered_graph_drawing">Layered graph drawing</a>
 */
final class FlowLevels {

    private static final int BETWEEN = 24;
    private static final int LANE = 10;
    private static final int ALONE = 4;

    private final List<Link> links;
    private final Map<String, Integer> levels = new TreeMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private int width;
    private int depth;

    /**
     * One starts another.
     *
     * @param from the one
     * @param to the other
     */
    record Link(String from, String to) {

        /** What stands for it on a level that it passes. */
        private String on(int level) {
            return from + " " + to + " " + level;
        }
    }

    /**
     * A place.
     *
     * @param center its middle, from the left
     * @param level from the top
     */
    record Place(int center, int level) {}

    private FlowLevels(List<Link> links) {
        this.links = links;
    }

    static FlowLevels of(Collection<String> ids, List<Link> links) {
        FlowLevels drawn = new FlowLevels(links);
        ids.stream().filter(drawn::isLinked).forEach(id -> drawn.level(id, new HashSet<>()));
        drawn.addAlone(ids.stream().filter(id -> !drawn.isLinked(id)).sorted().toList());
        drawn.arrange();
        return drawn;
    }

    private boolean isLinked(String id) {
        return links.stream()
                .anyMatch(link -> link.from().equals(id) || link.to().equals(id));
    }

    /** Those that no other starts and that start no other come last, a few in a row. */
    private void addAlone(List<String> ids) {
        int first = levels.values().stream().mapToInt(level -> level + 1).max().orElse(0);
        for (int i = 0; i < ids.size(); i++) {
            levels.put(ids.get(i), first + i / ALONE);
        }
    }

    /** Along the longest way from what comes from outside; circles are not followed. */
    private int level(String id, Set<String> way) {
        Integer known = levels.get(id);
        if (known != null) {
            return known;
        }
        int level = 0;
        way.add(id);
        for (Link link : links) {
            if (link.to().equals(id) && !way.contains(link.from())) {
                level = Math.max(level, level(link.from(), way) + 1);
            }
        }
        way.remove(id);
        levels.put(id, level);
        return level;
    }

    private void arrange() {
        Map<Integer, List<String>> rows = new TreeMap<>();
        levels.forEach((id, level) ->
                rows.computeIfAbsent(level, each -> new ArrayList<>()).add(id));
        Map<String, List<String>> above = new HashMap<>();
        for (Link link : links) {
            String last = link.from();
            for (int level = levels.get(link.from()) + 1; level < levels.get(link.to()); level++) {
                rows.get(level).add(link.on(level));
                above.put(link.on(level), List.of(last));
                last = link.on(level);
            }
            above.computeIfAbsent(link.to(), to -> new ArrayList<>()).add(last);
        }
        depth = rows.size();
        width = rows.values().stream().mapToInt(this::width).max().orElse(0);
        rows.forEach((level, row) -> {
            // Below what starts it, so that few lines cross.
            row.sort(Comparator.comparingDouble((String id) -> middle(above.getOrDefault(id, List.of())))
                    .thenComparing(id -> levels.containsKey(id) ? 0 : 1));
            int x = (width - width(row)) / 2;
            for (String id : row) {
                places.put(id, new Place(x + width(id) / 2, level));
                x += width(id) + BETWEEN;
            }
        });
    }

    private double middle(List<String> ids) {
        return ids.stream()
                .filter(places::containsKey)
                .mapToInt(id -> places.get(id).center())
                .average()
                .orElse(0);
    }

    private int width(String id) {
        return levels.containsKey(id) ? FlowDrawing.BOX_WIDTH : LANE;
    }

    private int width(List<String> row) {
        return row.stream().mapToInt(id -> width(id) + BETWEEN).sum() - BETWEEN;
    }

    Place place(String id) {
        return places.get(id);
    }

    /** The places that a link passes, with both its ends. */
    List<Place> way(Link link) {
        List<Place> way = new ArrayList<>();
        way.add(place(link.from()));
        for (int level = levels.get(link.from()) + 1; level < levels.get(link.to()); level++) {
            way.add(place(link.on(level)));
        }
        way.add(place(link.to()));
        return way;
    }

    int width() {
        return width;
    }

    int depth() {
        return depth;
    }
}
