package dev.dromedary.plan.cost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dromedary.plan.Charges;
import dev.dromedary.plan.TriggerPlan;
import java.util.Map;
import java.util.Set;

/**
 * What one function costs.
 *
 * @param pipeline its pipeline
 * @param volume what comes to it
 * @param running how long it runs
 * @param byUse US dollars a month by purpose, for what comes
 * @param atRest US dollars a month by purpose, whatever comes
 * @param unpriced actions that it calls and that have no price here
 */
record FunctionCost(
        String pipeline,
        Volumes.Volume volume,
        Running running,
        Map<String, Double> byUse,
        Map<String, Double> atRest,
        Set<String> unpriced) {

    static FunctionCost of(JsonNode plan, String id, Volumes.Volume volume, Assumptions.Of assumed, Prices prices) {
        JsonNode function = plan.path("functions").path(id);
        Running running = Running.of(function, plan.path("mappings").path(id), volume, assumed);
        Amounts byUse = new Amounts(prices);
        byUse.add("Lambda", running.work() + running.starts(), gigabyteSecond(assumed));
        byUse.add("Lambda", running.invocations(), "lambda.million-requests");
        byUse.add(
                "Lambda",
                running.coldStarts() * running.gigabytes() * assumed.get(Assumption.SNAP_START),
                "lambda.snap-start.gb-restored");
        byUse.add("logs", running.invocations() * assumed.get(Assumption.LOG_BYTES) / 1e9, "cloudwatch.gb-logs");
        byUse.add("X-Ray", running.invocations() * assumed.get(Assumption.TRACED), "xray.million-traces");
        trigger(plan, id, volume, running, assumed, byUse);
        Set<String> unpriced =
                new Calls(function, volume, assumed, byUse).cost(running.seconds(), told(plan, function));
        // Executions are paid for by their transitions, and stopping one is not.
        unpriced.remove("states:StopExecution");
        if (startsMachines(plan, id)) {
            unpriced.remove("states:StartExecution");
        }
        Amounts atRest = new Amounts(prices);
        AtRest.ofFunction(plan, id, assumed, running, atRest);
        return new FunctionCost(
                function.path("pipeline").asText(), volume, running, byUse.byPurpose(), atRest.byPurpose(), unpriced);
    }

    /** Whether what it starts are state machines of the plan. */
    private static boolean startsMachines(JsonNode plan, String id) {
        for (JsonNode edge : plan.path("graph").path("edges")) {
            if (edge.path("from").asText().equals(id)
                    && plan.path("stateMachines").has(edge.path("to").asText())) {
                return true;
            }
        }
        return false;
    }

    /** What bringing the events costs, unless the function that sends them has paid. */
    private static void trigger(
            JsonNode plan, String id, Volumes.Volume volume, Running running, Assumptions.Of assumed, Amounts amounts) {
        JsonNode trigger = plan.path("functions").path(id).path("trigger");
        boolean fromOutside = true;
        for (JsonNode edge : plan.path("graph").path("edges")) {
            fromOutside &= !edge.path("to").asText().equals(id);
        }
        JsonNode mapping = plan.path("mappings").path(id);
        if (mapping.path("kind").asText().equals("queue")) {
            // A batch is received by one request and deleted by one.
            amounts.add(
                    "SQS",
                    2 * running.invocations(),
                    queuePrice(mapping.path("source").asText()));
        }
        if (fromOutside && trigger.has("via") && plan.path("rules").has(id)) {
            amounts.add("EventBridge", volume.events(), "eventbridge.million-events");
        }
        boolean outside = fromOutside;
        TriggerPlan.ofKind(trigger.path("kind").asText())
                .ifPresent(each -> each.charges(new Charges() {
                    @Override
                    public void event(String what, String price) {
                        amounts.add(what, volume.events(), price);
                    }

                    @Override
                    public void gigabyte(String what, String price) {
                        amounts.add(what, volume.events() * assumed.get(Assumption.EVENT_BYTES) / 1e9, price);
                    }

                    @Override
                    public void kept(String what, String price) {
                        double bytes = outside ? volume.rowsAMonth() * assumed.get(Assumption.ROW_BYTES) : 0;
                        amounts.add(what, bytes * assumed.get(Assumption.KEPT_MONTHS) / 1e9, price);
                    }
                }));
    }

    /** Whether a bucket that the function writes to tells EventBridge, which counts each object as an event. */
    private static boolean told(JsonNode plan, JsonNode function) {
        for (JsonNode statement : function.path("statements")) {
            if (statement.path("actions").toString().contains("\"s3:PutObject\"")) {
                for (JsonNode bucket : plan.path("buckets")) {
                    if (bucket.path("eventBridge").asBoolean()
                            && statement
                                    .path("resources")
                                    .toString()
                                    .contains(":::" + bucket.path("name").asText() + "/")) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    static String gigabyteSecond(Assumptions.Of assumed) {
        return "lambda.gb-second." + (assumed.get(Assumption.X86) > 0 ? "x86_64" : "arm64");
    }

    static String queuePrice(String queue) {
        return queue.endsWith(".fifo") ? "sqs.million-fifo-requests" : "sqs.million-requests";
    }

    /** US dollars a month for what comes. */
    double used() {
        return sum(byUse);
    }

    /** US dollars a month, whatever comes. */
    double rests() {
        return sum(atRest);
    }

    /** US dollars a month. */
    double aMonth() {
        return used() + rests();
    }

    static double sum(Map<String, Double> amounts) {
        return amounts.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
