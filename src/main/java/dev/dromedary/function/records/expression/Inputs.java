package dev.dromedary.function.records.expression;

import java.time.Instant;

/** The values of one row, and room for what is worked out of them. Used over and over; not for several threads at once. */
public final class Inputs {

    final Cell[] cells;
    final boolean[] absent;
    final Cell[] spare;
    final Cell now = new Cell();
    private final Lookups lookups;

    /**
     * @param cells one for each column in order; the caller writes into them
     * @param absent whether a column has no value in this row; the caller writes into it
     * @param spare how many cells the expressions need for what they work out
     */
    public Inputs(Cell[] cells, boolean[] absent, int spare) {
        this(cells, absent, spare, Instant.EPOCH, (lookup, key, column) -> null);
    }

    /**
     * @param now what {@code now()} is
     * @param lookups what {@code lookup} finds
     */
    public Inputs(Cell[] cells, boolean[] absent, int spare, Instant now, Lookups lookups) {
        this.cells = cells;
        this.absent = absent;
        this.spare = new Cell[spare];
        for (int i = 0; i < spare; i++) {
            this.spare[i] = new Cell();
        }
        Moments.set(this.now, now.getEpochSecond(), now.getNano());
        this.lookups = lookups;
    }

    Lookups lookups() {
        return lookups;
    }

    /** Finds values by a key. */
    @FunctionalInterface
    public interface Lookups {
        /**
         * A value.
         *
         * @param lookup the lookup's place among those of the environment
         * @param key the key, as it stands in the row; null never comes
         * @param column the column that is asked for
         * @return the value's bytes in the rows' charset; null if there is none
         * @throws EvaluationException if a key that is not there is a fault
         */
        byte[] find(int lookup, Cell key, String column);
    }
}
