package dev.dromedary.function.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads one JSON object after the other: where the values of a schema's fields stand in it. */
final class JsonScanner {

    /** What a field's value is found to be. */
    enum Kind {
        /** No such member. */
        ABSENT,
        NULL,
        /** The place is that between the quotes. */
        STRING,
        NUMBER,
        TRUE,
        FALSE,
        LIST,
        OBJECT
    }

    /** Names that come from data are not remembered without end. */
    private static final int MOST_UNKNOWN = 1000;

    private final JsonFields root;
    private final Kind[] kinds;
    private final int[] starts;
    private final int[] ends;
    private final Map<String, Long> unknown = new HashMap<>();

    private byte[] bytes;
    private int end;
    private String fault;
    private boolean hasUnknown;

    JsonScanner(List<Field> fields) {
        root = JsonFields.of(fields);
        kinds = new Kind[fields.size()];
        starts = new int[kinds.length];
        ends = new int[kinds.length];
    }

    Kind kind(int field) {
        return kinds[field];
    }

    int start(int field) {
        return starts[field];
    }

    int end(int field) {
        return ends[field];
    }

    /** How many objects had a member that is no field, by its name. */
    Map<String, Long> unknown() {
        return unknown;
    }

    /**
     * Finds the fields of an object.
     *
     * @return why it can't be used; null if it can
     */
    String scan(byte[] newBytes, int start, int newEnd) {
        bytes = newBytes;
        end = newEnd;
        fault = null;
        hasUnknown = false;
        Arrays.fill(kinds, Kind.ABSENT);
        int at = JsonGrammar.afterBlanks(bytes, start, end);
        if (at < end && bytes[at] != '{') {
            int after = JsonGrammar.afterValue(bytes, at, end, 0);
            boolean other = after > 0 && JsonGrammar.afterBlanks(bytes, after, end) == end;
            return other ? JsonReader.NOT_AN_OBJECT : JsonReader.MALFORMED_JSON;
        }
        at = object(root, at, 0);
        if (at < 0 || JsonGrammar.afterBlanks(bytes, at, end) < end) {
            return JsonReader.MALFORMED_JSON;
        }
        return fault;
    }

    /** The place after an object that starts at a place; negative if it is malformed. */
    private int object(JsonFields level, int start, int depth) {
        if (depth >= JsonGrammar.DEEPEST) {
            return JsonGrammar.MALFORMED;
        }
        int at = JsonGrammar.afterBlanks(bytes, start + 1, end);
        if (at < end && bytes[at] == '}') {
            return at + 1;
        }
        while (at < end && bytes[at] == '"') {
            int keyEnd = JsonGrammar.afterString(bytes, at, end);
            int value = keyEnd < 0 ? keyEnd : JsonGrammar.afterColon(bytes, keyEnd, end);
            if (value < 0) {
                return value;
            }
            at = member(level, at + 1, keyEnd - 1, value, depth);
            at = at < 0 ? at : JsonGrammar.afterBlanks(bytes, at, end);
            if (at < 0 || at >= end) {
                return JsonGrammar.MALFORMED;
            }
            if (bytes[at] == '}') {
                return at + 1;
            }
            if (bytes[at] != ',') {
                return JsonGrammar.MALFORMED;
            }
            at = JsonGrammar.afterBlanks(bytes, at + 1, end);
        }
        return JsonGrammar.MALFORMED;
    }

    private int member(JsonFields level, int keyStart, int keyEnd, int value, int depth) {
        JsonFields member = find(level, keyStart, keyEnd);
        if (member == null) {
            if (level == root) {
                count(keyStart, keyEnd);
            }
            return JsonGrammar.afterValue(bytes, value, end, depth + 1);
        }
        boolean descends = member.hasMembers() && value < end && bytes[value] == '{';
        int after = descends ? object(member, value, depth + 1) : JsonGrammar.afterValue(bytes, value, end, depth + 1);
        if (after > 0 && member.field() != JsonFields.NONE) {
            set(member.field(), value, after);
        }
        return after;
    }

    private JsonFields find(JsonFields level, int start, int last) {
        for (int i = start; i < last; i++) {
            if (bytes[i] == '\\') {
                byte[] key = JsonGrammar.unescaped(bytes, start, last);
                return level.member(key, 0, key.length);
            }
        }
        return level.member(bytes, start, last);
    }

    private void set(int field, int start, int after) {
        if (kinds[field] != Kind.ABSENT) {
            fault = JsonReader.DUPLICATE_KEY;
        }
        starts[field] = start;
        ends[field] = after;
        kinds[field] = switch (bytes[start]) {
            case '"' -> Kind.STRING;
            case '{' -> Kind.OBJECT;
            case '[' -> Kind.LIST;
            case 't' -> Kind.TRUE;
            case 'f' -> Kind.FALSE;
            case 'n' -> Kind.NULL;
            default -> Kind.NUMBER;
        };
        if (kinds[field] == Kind.STRING) {
            starts[field]++;
            ends[field]--;
        }
    }

    /** Whether the last object had a member that is no field. */
    boolean hasUnknown() {
        return hasUnknown;
    }

    private void count(int start, int last) {
        hasUnknown = true;
        byte[] key = JsonGrammar.unescaped(bytes, start, last);
        String name = new String(key, StandardCharsets.UTF_8);
        if (unknown.size() < MOST_UNKNOWN || unknown.containsKey(name)) {
            unknown.merge(name, 1L, Long::sum);
        }
    }
}
