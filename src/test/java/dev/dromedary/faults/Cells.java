package dev.dromedary.faults;

import dev.dromedary.faults.FunctionProcess.Made;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** All that can happen at a call. */
final class Cells {

    private static final Duration SKEW = Duration.ofMinutes(10);

    /** What may last; of the others, once is all that differs. */
    private static final Set<Fault> LASTING = EnumSet.of(
            Fault.LOST_REPLY,
            Fault.SHORT_REPLY,
            Fault.THROTTLED,
            Fault.ERROR_BEFORE_EFFECT,
            Fault.ERROR_AFTER_EFFECT,
            Fault.EXPIRED_CREDENTIALS,
            Fault.SLOW,
            Fault.NONE_OF_THE_BATCH);

    private Cells() {}

    /** @param next whether there is a next event, which another process can get meanwhile */
    static List<Cell> at(Made made, boolean next) {
        List<Cell> cells = new ArrayList<>();
        for (Fault fault : Fault.values()) {
            if (concerns(fault, made)) {
                cells.add(new FaultCell(made.call(), fault, false, Duration.ZERO));
                if (LASTING.contains(fault)) {
                    cells.add(new FaultCell(made.call(), fault, true, Duration.ZERO));
                }
            }
        }
        for (Duration skew : List.of(SKEW, SKEW.negated())) {
            cells.add(new FaultCell(made.call(), Fault.KILLED_AFTER, false, skew));
        }
        for (Duration skew : List.of(Duration.ZERO, SKEW, SKEW.negated())) {
            cells.add(new MeetingCell(made.call(), false, false, skew));
            cells.add(new MeetingCell(made.call(), true, false, skew));
        }
        if (next) {
            cells.add(new MeetingCell(made.call(), false, true, Duration.ZERO));
            cells.add(new MeetingCell(made.call(), true, true, Duration.ZERO));
            cells.add(new MeetingCell(made.call(), true, true, SKEW));
        }
        return cells;
    }

    private static boolean concerns(Fault fault, Made made) {
        return (made.batch() || !fault.isOfBatches())
                && (made.body() || !fault.isOfBodies())
                && (made.checksum() || fault != Fault.DAMAGED_REPLY);
    }
}
