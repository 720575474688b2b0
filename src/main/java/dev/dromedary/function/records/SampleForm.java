package dev.dromedary.function.records;

import java.util.List;
import java.util.Optional;

/** How records are written that a {@link SampleGenerator} makes up. */
interface SampleForm {

    /** The form of a schema's files: JSON lines if the schema says so, else CSV. */
    static SampleForm of(TableSchema schema) {
        return schema.format().filter(format -> format == RecordFormat.NDJSON).isPresent()
                ? new JsonSampleForm(schema)
                : new CsvSampleForm(schema);
    }

    /** What stands before the records, without a line end; empty if nothing does. */
    Optional<byte[]> head();

    /** The names that values have a place by. */
    Header header();

    /** A record, without a line end. */
    byte[] line(List<String> values);

    /** The record of a line as it would be read; empty if it is none, or several. */
    Optional<Row> read(byte[] line);

    /** The reason of a record whose form is damaged, and not one of its values. */
    String damage();

    /** Damages the form of a record. */
    List<String> damaged(List<String> values, boolean shorter);
}
