package dev.dromedary.function.records;

import java.io.IOException;

/** What stands between the objects of a JSON file: line ends, or also the marks of one array around all. */
final class JsonList {

    private final LineBuffer out;
    private final boolean array;
    private boolean begun;

    JsonList(LineBuffer out, RecordFormat format) {
        this.out = out;
        this.array = format == RecordFormat.JSON;
    }

    /** To be called before each object. */
    void next() throws IOException {
        if (array) {
            out.write((byte) (begun ? ',' : '['));
        }
        if (array || begun) {
            out.endLine();
        }
        begun = true;
    }

    /** To be called after the last. */
    void finish() throws IOException {
        if (array && !begun) {
            out.write((byte) '[');
        }
        if (begun) {
            out.endLine();
        }
        if (array) {
            out.write((byte) ']');
            out.endLine();
        }
    }
}
