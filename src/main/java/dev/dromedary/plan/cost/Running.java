package dev.dromedary.plan.cost;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How long a function runs. Lambda gives it CPU in proportion to its memory, one at 1,769 MB; rows use at most two, as one thread reads
 * and hashes and another works on them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">Memory and CPU</a>
 * @param invocations a month
 * @param seconds that an invocation takes once the environment is there
 * @param coldStarts a month
 * @param startSeconds that are billed for a cold start
 * @param initSeconds that an INIT phase takes
 * @param gigabytes of memory
 */
record Running(
        double invocations,
        double seconds,
        double coldStarts,
        double startSeconds,
        double initSeconds,
        double gigabytes) {

    private static final double MEGABYTES_OF_A_CPU = 1769;
    private static final double MOST_CPUS = 2;

    static Running of(JsonNode function, JsonNode mapping, Volumes.Volume volume, Assumptions.Of assumed) {
        double memory = function.path("memory").asDouble();
        double speed = Math.min(MOST_CPUS, memory / MEGABYTES_OF_A_CPU);
        JsonNode work = function.path("work");
        double reads = work.path("event").path("records").asDouble();
        double rows = reads * volume.rows() / assumed.get(Assumption.ROWS_PER_SECOND);
        double bound = assumed.get(Assumption.CPU_BOUND);
        double messages = work.path("message").isEmpty()
                ? 0
                : Volumes.messages(volume, assumed) * assumed.get(Assumption.MESSAGE_MILLISECONDS) / 1000;
        double waiting = Calls.total(work, volume, assumed) * assumed.get(Assumption.CALL_MILLISECONDS) / 1000
                + Calls.questions(work, volume, assumed) * assumed.get(Assumption.MODEL_SECONDS);
        double event = (rows + messages) * (bound / speed + 1 - bound) + waiting;
        double batch = mapping.isMissingNode()
                ? 1
                : Math.max(
                        1,
                        Math.min(
                                assumed.get(Assumption.BATCH),
                                mapping.path("batchSize").asDouble(Double.MAX_VALUE)));
        double invocations = volume.events() / batch;
        double seconds = batch * event + assumed.get(Assumption.EVENT_MILLISECONDS) / 1000 / speed;
        double init = assumed.get(Assumption.INIT_MILLISECONDS) / 1000 / speed;
        double restored = assumed.get(Assumption.SNAP_START);
        double start = restored * assumed.get(Assumption.RESTORE_MILLISECONDS) / 1000 + (1 - restored) * init;
        return new Running(
                invocations,
                seconds,
                Math.min(invocations, assumed.get(Assumption.COLD_STARTS)),
                start,
                init,
                memory / 1024);
    }

    /** Gigabyte-seconds a month of the work itself. */
    double work() {
        return gigabytes * invocations * seconds;
    }

    /** Gigabyte-seconds a month of starting. */
    double starts() {
        return gigabytes * coldStarts * startSeconds;
    }

    /** Gigabyte-seconds of one INIT phase. */
    double init() {
        return gigabytes * initSeconds;
    }
}
