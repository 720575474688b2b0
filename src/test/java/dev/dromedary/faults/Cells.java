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

    /** For what a read is the same as another fault. */
    private static final Set<Fault> EFFECTS = EnumSet.of(Fault.ERROR_AFTER_EFFECT, Fault.KILLED_BEFORE);

    /** How a body ends for who reads it bit by bit. */
    private static final Set<Fault> STREAMED = EnumSet.of(Fault.BROKEN_REPLY, Fault.WRONG_LENGTH);

    private static final List<String> READS = List.of("Get", "Head", "List", "Query", "Scan", "BatchGet");

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
            cells.add(new MeetingCell(made.call(), true, false, skew));
        }
        if (!isRead(made.call())) {
            cells.add(new MeetingCell(made.call(), false, false, Duration.ZERO));
        }
        if (next) {
            cells.add(new MeetingCell(made.call(), false, true, Duration.ZERO));
            cells.add(new MeetingCell(made.call(), true, true, Duration.ZERO));
            cells.add(new MeetingCell(made.call(), true, true, SKEW));
        }
        return cells;
    }

    /** What changes nothing: before and after its effect is the same. */
    private static boolean isRead(Call call) {
        return READS.stream().anyMatch(call.operation()::startsWith);
    }

    /** Where a body is read by the route, and not at once by the SDK, it matters how it ends. */
    private static boolean isStreamed(Call call) {
        return call.operation().equals("GetObject");
    }

    private static boolean concerns(Fault fault, Made made) {
        return (made.batch() || !fault.isOfBatches())
                && (made.body() || !fault.isOfBodies())
                && (made.checksum() || fault != Fault.DAMAGED_REPLY)
                && (isStreamed(made.call()) || !STREAMED.contains(fault))
                && (!isRead(made.call()) || !EFFECTS.contains(fault));
    }
}
