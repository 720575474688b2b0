package dev.dromedary.function.records;

/** Tells where one record of a JSON file ends and the next begins. */
abstract class JsonFraming {

    int start;
    int end;
    int after;
    /** The line of the file at the place {@link #after}, from 1. */
    long lines = 1;

    long line = 1;
    boolean found;
    String fault;

    /**
     * Looks for the next record, from the place that is {@code from} on.
     *
     * @param last whether no bytes follow these
     * @return whether there is a whole one: from {@link #start} to {@link #end}, the bytes up to {@link #after} are done with
     */
    abstract boolean next(byte[] bytes, int from, int to, boolean last);

    final int start() {
        return start;
    }

    final int end() {
        return end;
    }

    final int after() {
        return after;
    }

    /** The line of the file on which the record starts, from 1; where none was found, the one on which it would. */
    final long line() {
        return line;
    }

    /** Whether the file holds nothing but blanks so far. */
    final boolean isEmpty() {
        return !found;
    }

    /** Why no record after this can be told apart, in a sentence; null if they can. */
    final String fault() {
        return fault;
    }
}
