package dev.dromedary.faults;

import java.util.Map;

/** One thing that happens at one call of a case. Its text names it in messages. */
interface Cell {

    /** At which call. */
    Call call();

    /** What kind of thing happens, as {@link AcceptedDifference} names it. */
    String kind();

    /**
     * Lets it happen.
     *
     * @return in what the final state differs from that of a run without it, by part; empty if in nothing
     */
    Map<String, String> differences(CaseFaults faults);
}
