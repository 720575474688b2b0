package dev.dromedary.function.records;

/**
 * What a CSV file may hold before it is refused whole.
 *
 * @param recordBytes the longest row in bytes, without its line end
 * @param headerBytes the longest header in bytes, without its line end
 * @param columns the most columns a header may name
 */
public record Limits(int recordBytes, int headerBytes, int columns) {

    /** 1 MiB a row, 64 KiB the header, 1,000 columns. */
    public static final Limits DEFAULT = new Limits(1024 * 1024, 64 * 1024, 1000);

    /** The largest limit for a row or header: buffers of twice this size must still be arrays. */
    static final int LARGEST = 256 * 1024 * 1024;

    public Limits {
        if (recordBytes < 1 || recordBytes > LARGEST || headerBytes < 1 || headerBytes > LARGEST || columns < 1) {
            throw new IllegalArgumentException("Limits must be at least 1, and at most " + LARGEST + " bytes.");
        }
    }
}
