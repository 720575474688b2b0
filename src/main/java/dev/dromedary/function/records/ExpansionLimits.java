package dev.dromedary.function.records;

/**
 * How far a gzip may expand before its file is refused.
 *
 * @param expandedBytes the most bytes that may come out
 * @param ratio the most bytes that may come out for each byte that went in; holds once {@link #RATIO_FLOOR} bytes have
 *     come out, since small regular files shrink a lot and harm nobody
 */
public record ExpansionLimits(long expandedBytes, int ratio) {

    /** 50 GiB, and 200 bytes for each one. CSV of readings shrinks to a tenth; a bomb to a thousandth. */
    public static final ExpansionLimits DEFAULT = new ExpansionLimits(50L * 1024 * 1024 * 1024, 200);

    /** 16 MiB. */
    public static final long RATIO_FLOOR = 16L * 1024 * 1024;

    public ExpansionLimits {
        if (expandedBytes < 1 || ratio < 1) {
            throw new IllegalArgumentException("Expansion limits must be at least 1.");
        }
    }
}
