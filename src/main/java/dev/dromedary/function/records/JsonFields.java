package dev.dromedary.function.records;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a schema's fields stand in JSON objects: a field {@code a.b} is the member {@code b} of the object {@code a}, or a member
 * that is called {@code a.b}. One is a level of the objects.
 */
final class JsonFields {

    /** The place of a level that is no field itself. */
    static final int NONE = -1;

    private final int field;
    private final List<byte[]> keys = new ArrayList<>();
    private final List<JsonFields> members = new ArrayList<>();
    /** Objects of a file mostly have their members in the same order. */
    private int expected;

    private JsonFields(int field) {
        this.field = field;
    }

    /** The level of the whole object. */
    static JsonFields of(List<Field> fields) {
        JsonFields root = new JsonFields(NONE);
        for (int i = 0; i < fields.size(); i++) {
            root.add(fields.get(i).name(), i);
        }
        return root;
    }

    private void add(String path, int index) {
        put(path, index);
        for (int dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
            if (dot < path.length() - 1) {
                level(path.substring(0, dot)).add(path.substring(dot + 1), index);
            }
        }
    }

    private JsonFields level(String name) {
        int known = indexOf(name.getBytes(StandardCharsets.UTF_8));
        return known < 0 ? put(name, NONE) : members.get(known);
    }

    private JsonFields put(String name, int index) {
        byte[] key = name.getBytes(StandardCharsets.UTF_8);
        int known = indexOf(key);
        JsonFields member = new JsonFields(index);
        if (known >= 0) {
            // Known as the level of other fields so far.
            JsonFields before = members.get(known);
            member.keys.addAll(before.keys);
            member.members.addAll(before.members);
            members.set(known, member);
        } else {
            keys.add(key);
            members.add(member);
        }
        return member;
    }

    private int indexOf(byte[] key) {
        for (int i = 0; i < keys.size(); i++) {
            if (Arrays.equals(keys.get(i), key)) {
                return i;
            }
        }
        return -1;
    }

    /** The place of the field in the schema, or {@link #NONE}. */
    int field() {
        return field;
    }

    /** Whether members of this one are fields. */
    boolean hasMembers() {
        return !members.isEmpty();
    }

    /** The member with a key; null if the schema has none. */
    JsonFields member(byte[] bytes, int start, int end) {
        int size = keys.size();
        for (int i = 0; i < size; i++) {
            int place = expected + i < size ? expected + i : expected + i - size;
            byte[] key = keys.get(place);
            if (key.length == end - start && Arrays.equals(key, 0, key.length, bytes, start, end)) {
                expected = place + 1 == size ? 0 : place + 1;
                return members.get(place);
            }
        }
        return null;
    }
}
