package dev.dromedary.faults;

import java.time.Duration;
import java.util.Map;

/**
 * While a process stands still at a call, another one gets an event and works it off; then the first goes on.
 *
 * @param call which
 * @param after whether the call has taken effect before
 * @param next whether the other gets the next event of the case, such as a newer version; else the same
 * @param skew by how much the other's clock is fast
 */
record MeetingCell(Call call, boolean after, boolean next, Duration skew) implements Cell {

    @Override
    public String kind() {
        return (next ? "NEXT_EVENT" : "SAME_EVENT")
                + (after ? " after it" : " before it")
                + (skew.isZero() ? "" : ", where the clock is off by " + skew);
    }

    @Override
    public Map<String, String> differences(CaseFaults faults) {
        return faults.meeting(this);
    }

    @Override
    public String toString() {
        return call + ": " + kind();
    }
}
