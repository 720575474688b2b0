package dev.dromedary.function.records;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A few strings to which slices of bytes are compared. */
final class ByteStrings {

    private final byte[][] strings;
    private final boolean emptyOnly;

    @SafeVarargs
    ByteStrings(Encoding encoding, List<String>... texts) {
        List<byte[]> all = new ArrayList<>();
        for (List<String> list : texts) {
            for (String text : list) {
                all.add(encoding.encode(text));
            }
        }
        this.strings = all.toArray(new byte[0][]);
        this.emptyOnly = strings.length == 1 && strings[0].length == 0;
    }

    boolean contains(byte[] bytes, int start, int end) {
        if (emptyOnly) {
            return start == end;
        }
        for (byte[] string : strings) {
            if (string.length == end - start && Arrays.equals(string, 0, string.length, bytes, start, end)) {
                return true;
            }
        }
        return false;
    }
}
