package dev.dromedary.function.records;

import java.util.Arrays;

/** What steps did to one row: its columns now, and for each where its value comes from. */
final class Changes {

    private static final byte[] EMPTY = {};

    private Columns columns;
    /** For each column the position of the value in the row as it came; -1: see {@link #values}. */
    private int[] sources;
    /** For each column the new value, unquoted; null: see {@link #sources}. */
    private byte[][] values;

    Changes(Columns columns, int valueCount) {
        this.columns = columns;
        this.sources = new int[columns.size()];
        this.values = new byte[columns.size()][];
        for (int i = 0; i < sources.length; i++) {
            sources[i] = i < valueCount ? i : -1;
        }
    }

    /**
     * What a mapping made of a row.
     *
     * @param from for each column its position in the row as it was, or -1
     * @param added for each column its new value, or null
     */
    Changes(Columns columns, int[] from, byte[][] added, Changes before, int valueCount) {
        this.columns = columns;
        this.values = added;
        this.sources = new int[from.length];
        for (int i = 0; i < from.length; i++) {
            int old = from[i];
            if (added[i] != null || old < 0) {
                sources[i] = -1;
            } else if (before == null) {
                sources[i] = old < valueCount ? old : -1;
            } else {
                sources[i] = before.sources[old];
                values[i] = before.values[old];
            }
        }
    }

    Columns columns() {
        return columns;
    }

    /** The position of the untouched value in the row as it came, or -1. */
    int source(int index) {
        return sources[index];
    }

    /** The new value, or null if the column is untouched, or has no value at all. */
    byte[] value(int index) {
        return values[index];
    }

    void set(String name, byte[] value) {
        int index = columns.indexOf(name);
        if (index < 0) {
            columns = columns.with(name);
            index = columns.size() - 1;
            sources = Arrays.copyOf(sources, columns.size());
            values = Arrays.copyOf(values, columns.size());
        }
        sources[index] = -1;
        values[index] = value == null ? EMPTY : value;
    }

    void remove(int index) {
        columns = columns.without(index);
        int after = columns.size() - index;
        System.arraycopy(sources, index + 1, sources, index, after);
        System.arraycopy(values, index + 1, values, index, after);
    }
}
