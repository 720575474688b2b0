package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names of a row's columns, in order. Rows that a step changed in the same way share one instance, so that others
 * can tell equal columns by identity.
 */
final class Columns {

    /** Steps add and drop a handful of columns; more come from data, and are not worth remembering. */
    private static final int REMEMBERED = 64;

    private final List<String> names;
    private final Map<String, Integer> positions;
    private final Map<String, Columns> withAdded = new HashMap<>();
    private final Map<String, Columns> withRemoved = new HashMap<>();

    Columns(List<String> names) {
        this.names = List.copyOf(names);
        this.positions = new HashMap<>(names.size() * 2);
        for (int i = 0; i < names.size(); i++) {
            positions.putIfAbsent(names.get(i), i);
        }
    }

    List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }

    /** The position of the column, or -1. */
    int indexOf(String name) {
        return positions.getOrDefault(name, -1);
    }

    /** These columns and {@code name} after them. */
    Columns with(String name) {
        Columns known = withAdded.get(name);
        if (known == null) {
            List<String> more = new ArrayList<>(names);
            more.add(name);
            known = new Columns(more);
            remember(withAdded, name, known);
        }
        return known;
    }

    /** These columns without the one at {@code index}. */
    Columns without(int index) {
        String name = names.get(index);
        Columns known = withRemoved.get(name);
        if (known == null) {
            List<String> fewer = new ArrayList<>(names);
            fewer.remove(index);
            known = new Columns(fewer);
            remember(withRemoved, name, known);
        }
        return known;
    }

    private static void remember(Map<String, Columns> memory, String name, Columns columns) {
        if (memory.size() < REMEMBERED) {
            memory.put(name, columns);
        }
    }
}
