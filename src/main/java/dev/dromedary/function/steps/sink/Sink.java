package dev.dromedary.function.steps.sink;

import dev.dromedary.function.records.Row;
import java.util.List;
import java.util.Optional;

/**
 * A service that takes records several at a time, and tells of each whether it has it. Made for one run.
 *
 * @param <T> what a record is for the service
 */
interface Sink<T> {

    /** What one call takes. */
    Size most();

    /** Whether calls may be made at the same time, as no order is to be kept between them. */
    boolean parallel();

    /**
     * Makes a record of a valid row, or rejects the row, for reasons that lie in the row alone: so that a repeated run rejects the same
     * ones.
     *
     * @param index the row's place in the batch
     */
    Optional<Entry<T>> entry(Row row, int index);

    /**
     * Sends records by one call.
     *
     * @return those that did not arrive, though the call has succeeded
     */
    List<Untaken<T>> send(List<Entry<T>> entries);

    /** Those records of a batch that are to be sent: a store of the last value for each key needs no other. */
    default List<Entry<T>> needed(List<Entry<T>> batch) {
        return batch;
    }

    /**
     * What one call takes.
     *
     * @param entries so many records
     * @param bytes so many bytes of all of them; a larger record goes alone
     */
    record Size(int entries, int bytes) {}

    /**
     * A record that did not arrive.
     *
     * @param entry the record
     * @param code the service's word for why
     * @param message its sentence, or null
     * @param refused whether it would not take the record at another time either
     */
    record Untaken<T>(Entry<T> entry, String code, String message, boolean refused) {}
}
