package dev.dromedary.faults;

import dev.dromedary.faults.FunctionProcess.Plan;
import java.time.Duration;
import java.util.Map;

/**
 * A call meets a fault, then Lambda delivers the event again.
 *
 * @param call which
 * @param fault what happens
 * @param lasting whether all later calls of the service meet it, too, until the invocation ends
 * @param skew by how much the clock of who gets the event again is fast
 */
record FaultCell(Call call, Fault fault, boolean lasting, Duration skew) implements Cell {

    @Override
    public String kind() {
        return fault
                + (lasting ? " lasting" : "")
                + (skew.isZero() ? "" : ", tried again where the clock is off by " + skew);
    }

    @Override
    public Map<String, String> differences(CaseFaults faults) {
        return faults.after(new Plan(call.number(), fault, lasting), skew);
    }

    @Override
    public String toString() {
        return call + ": " + kind();
    }
}
