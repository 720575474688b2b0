package dev.dromedary.function.steps;

/** Is told how far the reading of an object is, if one is bound in the registry. A function on AWS has none. */
public interface Progress {

    /**
     * A batch was read.
     *
     * @param bytes bytes of the object read so far, as it is stored
     * @param rows rows read so far
     */
    void read(long bytes, long rows);

    /**
     * An object can't be used, and this stands in it. It may be personal data, so only who has the file anyway may see it.
     *
     * @param content what stands where the fault is, short and escaped
     */
    default void show(String content) {
        // Who asks for progress only need not show it.
    }
}
