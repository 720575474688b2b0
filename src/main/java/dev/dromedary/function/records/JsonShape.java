package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the columns of a row stand in a JSON object: {@code a.b} is the member {@code b} of the object {@code a}, which stands
 * where the first of its columns does. A name with nothing before, between or behind its dots stays as it is; so does one
 * that goes through another column, as {@code a.b} does where there is a column {@code a}.
 */
final class JsonShape {

    private JsonShape() {}

    /**
     * A member of an object.
     *
     * @param name the JSON before its value: the name in quotes, and a colon
     * @param column the position of the column with its value; -1 if it is an object
     * @param members the members of the object, if it is one
     */
    record Member(byte[] name, int column, List<Member> members) {}

    /** The members of the object for rows of some columns, without those of some names. */
    static List<Member> of(List<String> columns, Set<String> without) {
        Set<String> names = new HashSet<>(columns);
        names.removeAll(without);
        Node root = new Node();
        for (int i = 0; i < columns.size(); i++) {
            String name = columns.get(i);
            if (without.contains(name)) {
                continue;
            }
            String[] path = isPath(name, names) ? name.split("\\.", -1) : new String[] {name};
            Node node = root;
            for (String each : path) {
                node = node.members.computeIfAbsent(each, any -> new Node());
            }
            node.column = i;
        }
        return root.list();
    }

    private static boolean isPath(String name, Set<String> names) {
        int from = 0;
        int dot = name.indexOf('.');
        if (dot < 0) {
            return false;
        }
        while (dot >= 0) {
            if (dot == from || names.contains(name.substring(0, dot))) {
                return false;
            }
            from = dot + 1;
            dot = name.indexOf('.', from);
        }
        return from < name.length();
    }

    private static final class Node {

        private final Map<String, Node> members = new LinkedHashMap<>();
        private int column = -1;

        List<Member> list() {
            List<Member> list = new ArrayList<>();
            members.forEach((name, node) -> {
                JsonBytes json = new JsonBytes();
                json.string(name);
                json.write(':');
                list.add(new Member(json.copy(), node.column, node.list()));
            });
            return List.copyOf(list);
        }
    }
}
