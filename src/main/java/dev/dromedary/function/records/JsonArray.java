package dev.dromedary.function.records;

/** The values of one array. */
final class JsonArray extends JsonFraming {

    private enum Place {
        BEFORE_ARRAY,
        BEFORE_FIRST,
        BEFORE_VALUE,
        AFTER_VALUE,
        AFTER_ARRAY
    }

    private Place place = Place.BEFORE_ARRAY;

    @Override
    boolean next(byte[] bytes, int from, int to, boolean last) {
        after = from;
        while (fault == null) {
            int at = JsonGrammar.afterBlanks(bytes, after, to);
            count(bytes, after, at);
            after = at;
            line = lines;
            if (at == to) {
                unfinished(last);
                return false;
            }
            boolean value = place == Place.BEFORE_VALUE || place == Place.BEFORE_FIRST && bytes[at] != ']';
            if (value) {
                return value(bytes, at, to, last);
            }
            mark(bytes[at]);
            after = at + 1;
        }
        return false;
    }

    private void mark(byte mark) {
        found = true;
        place = switch (place) {
            case BEFORE_ARRAY -> take(mark, '[', Place.BEFORE_FIRST);
            case BEFORE_FIRST -> Place.AFTER_ARRAY;
            case AFTER_VALUE -> mark == ']' ? Place.AFTER_ARRAY : take(mark, ',', Place.BEFORE_VALUE);
            default -> take(mark, ' ', place);
        };
    }

    private Place take(byte mark, char expected, Place then) {
        if (mark != expected) {
            malformed();
        }
        return then;
    }

    private boolean value(byte[] bytes, int at, int to, boolean last) {
        int valueEnd = JsonGrammar.afterValue(bytes, at, to, 0);
        boolean whole = valueEnd > 0 && (valueEnd < to || last);
        if (valueEnd == JsonGrammar.MALFORMED) {
            malformed();
        } else if (!whole) {
            unfinished(last);
        } else {
            start = at;
            end = valueEnd;
            after = valueEnd;
            count(bytes, at, valueEnd);
            place = Place.AFTER_VALUE;
        }
        return whole && fault == null;
    }

    private void unfinished(boolean last) {
        if (last && fault == null && place != Place.AFTER_ARRAY && place != Place.BEFORE_ARRAY) {
            fault = "The array is not closed: the file ends on line " + lines + "; store the whole file.";
        }
    }

    private void malformed() {
        fault = "What stands on line " + line
                + " is no JSON array of objects; correct it there, or store one object a line"
                + " (NDJSON), of which a bad one is rejected alone.";
    }

    private void count(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            lines += bytes[i] == '\n' ? 1 : 0;
        }
    }
}
