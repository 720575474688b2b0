package dev.dromedary.desk.cli;

import java.util.Locale;

/** How many there are of something, for people. */
final class Amount {

    private Amount() {}

    /** {@code 1 error}, {@code 1,200 objects}. */
    static String of(long number, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
    }
}
