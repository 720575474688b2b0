package dev.dromedary.function.records;

/** A stretch of the file that holds whole rows, and where their values end. Never changes once its rows are handed out. */
final class Chunk {

    byte[] bytes;
    final Header header;
    /** What the rows were made of, if they are written in another way than in the file; else null. */
    final byte[] source;
    /**
     * Of each value of each row, the position just after its last byte. Where there is a source, the two numbers before a row's
     * first are the places in it between which the record stands.
     */
    int[] ends;

    Chunk(byte[] bytes, Header header) {
        this(bytes, header, null);
    }

    Chunk(byte[] bytes, Header header, byte[] source) {
        this.bytes = bytes;
        this.header = header;
        this.source = source;
    }
}
