package dev.dromedary.function.records;

/** A stretch of the file that holds whole rows, and where their values end. Never changes once its rows are handed out. */
final class Chunk {

    final byte[] bytes;
    final Header header;
    /** Of each value of each row, the position just after its last byte. */
    int[] ends;

    Chunk(byte[] bytes, Header header) {
        this.bytes = bytes;
        this.header = header;
    }
}
