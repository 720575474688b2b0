package dev.dromedary.function.runtime;

/** Bounds that AWS sets for options. */
public final class OptionRange {

    private OptionRange() {}

    /**
     * Refuses a value that AWS would refuse.
     *
     * @param scheme of the trigger
     * @param option name of the option
     * @param value its value
     * @param least the least value that it may have
     * @param most the greatest value that it may have
     * @throws IllegalArgumentException if the value is none of these
     */
    public static void check(String scheme, String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("The option " + option + " of " + scheme + " is " + value
                    + "; it has to be " + least + " to " + most);
        }
    }
}
