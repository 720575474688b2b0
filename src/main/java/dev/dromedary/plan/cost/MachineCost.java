package dev.dromedary.plan.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/**
 * What a state machine costs, besides the functions that it calls: a Standard one by its state transitions, an Express one by requests, and by the
 * memory and time of executions.
 *
 * @see <a href="https://aws.amazon.com/step-functions/pricing/">Pricing, with examples of memory</a>
 */
final class MachineCost {

    /** What an Express execution has of memory before anything, and the steps in which it is billed: megabytes. */
    private static final double EMPTY = 50;

    private static final double CHUNK = 64;
    private static final double MEGABYTE = 1024 * 1024;
    private static final double SHORTEST = 0.1;

    /** {@code terraform/alarms.tf} makes of a state machine: executions that fail, take too long or are held up. */
    private static final double ALARMS = 3;

    private MachineCost() {}

    static FunctionCost of(
            JsonNode machine,
            Volumes.Volume volume,
            Assumptions.Of assumed,
            Prices prices,
            MachineWay.Durations durations) {
        double items = assumed.get(Assumption.PARTS);
        JsonNode definition = machine.path("definition");
        MachineWay way = MachineWay.of(definition, items, durations);
        Amounts byUse = new Amounts(prices);
        if (machine.path("type").asText().equals("EXPRESS")) {
            double executions = volume.events() * (1 + way.executions());
            byUse.add("Step Functions", executions, "step-functions.million-express-requests");
            byUse.add(
                    "Step Functions",
                    volume.events() * gigabyteHours(definition, way, items, assumed),
                    "step-functions.express-gb-hour");
        } else {
            byUse.add("Step Functions", volume.events() * way.transitions(), "step-functions.million-transitions");
        }
        Amounts atRest = new Amounts(prices);
        atRest.add("alarms", ALARMS, "cloudwatch.alarm-month");
        return new FunctionCost(
                machine.path("pipeline").asText(),
                volume,
                new Running(volume.events(), way.seconds(), 0, 0, 0, 0),
                byUse.byPurpose(),
                atRest.byPurpose(),
                Set.of());
    }

    private static double gigabyteHours(JsonNode definition, MachineWay way, double items, Assumptions.Of assumed) {
        double megabytes = EMPTY
                + definition.toString().length() / MEGABYTE
                + Math.max(1, MachineWay.parallel(definition, items)) * assumed.get(Assumption.EVENT_BYTES) / MEGABYTE;
        double seconds = Math.max(1, Math.ceil(way.seconds() / SHORTEST)) * SHORTEST;
        return Math.ceil(megabytes / CHUNK) * CHUNK / 1024 * seconds / 3600;
    }
}
