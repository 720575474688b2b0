package dev.dromedary.function.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Lists cut to what one call takes. */
public final class Chunks {

    private Chunks() {}

    /**
     * Cuts a list.
     *
     * @param list the list
     * @param most entries of a chunk
     * @param mostBytes bytes of a chunk; one entry may have more
     * @param bytes of an entry
     * @return the entries in their order, none of the lists empty
     */
    public static <T> List<List<T>> of(List<T> list, int most, int mostBytes, ToIntFunction<T> bytes) {
        List<List<T>> chunks = new ArrayList<>();
        List<T> chunk = new ArrayList<>();
        int size = 0;
        for (T each : list) {
            int own = bytes.applyAsInt(each);
            if (!chunk.isEmpty() && (chunk.size() == most || size + own > mostBytes)) {
                chunks.add(chunk);
                chunk = new ArrayList<>();
                size = 0;
            }
            chunk.add(each);
            size += own;
        }
        if (!chunk.isEmpty()) {
            chunks.add(chunk);
        }
        return chunks;
    }
}
