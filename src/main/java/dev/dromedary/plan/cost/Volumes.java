package dev.dromedary.plan.cost;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dromedary.plan.TriggerPlan;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How much comes to each function in a month: to some from outside, to others what functions before them send. */
final class Volumes {

    /** What begins a month, if nothing says otherwise: a million rows or events. */
    static final double UNITS = 1_000_000;

    /**
     * What comes to a function.
     *
     * @param events files, events, messages or requests a month
     * @param rows of each; 0 if the function reads none
     * @param fromPipeline whether another function of the pipeline starts it
     * @param scheduled whether the clock starts it, so that it costs the same for any volume
     */
    record Volume(double events, double rows, boolean fromPipeline, boolean scheduled) {

        double rowsAMonth() {
            return events * rows;
        }
    }

    private final JsonNode plan;
    private final Assumptions assumptions;
    private final Map<String, Set<String>> before = new TreeMap<>();
    private final Map<String, Volume> volumes = new TreeMap<>();
    private final Set<String> within = new HashSet<>();

    private Volumes(JsonNode plan, Assumptions assumptions) {
        this.plan = plan;
        this.assumptions = assumptions;
        for (JsonNode edge : plan.path("graph").path("edges")) {
            before.computeIfAbsent(edge.path("to").asText(), id -> new HashSet<>())
                    .add(edge.path("from").asText());
        }
    }

    static Map<String, Volume> of(JsonNode plan, Assumptions assumptions) {
        Volumes all = new Volumes(plan, assumptions);
        plan.path("functions").fieldNames().forEachRemaining(all::volume);
        plan.path("stateMachines").fieldNames().forEachRemaining(all::volume);
        return all.volumes;
    }

    private Volume volume(String id) {
        Volume known = volumes.get(id);
        if (known != null) {
            return known;
        }
        within.add(id);
        JsonNode function = planned(id);
        String pipeline = function.path("pipeline").asText();
        Assumptions.Of assumed = assumptions.of(pipeline, id);
        boolean records = function.path("work").path("event").has("records");
        boolean scheduled = plan.path("schedules").has(id);
        double events = 0;
        double rows = 0;
        boolean fromPipeline = false;
        for (String from : before.getOrDefault(id, Set.of())) {
            // What starts itself over others is counted once.
            if (!within.contains(from)) {
                Volume earlier = volume(from);
                double times = times(from, id, earlier);
                events += earlier.events() * times * assumed.get(Assumption.SHARE);
                rows += earlier.rowsAMonth() * assumed.get(Assumption.SHARE);
                fromPipeline |= planned(from).path("pipeline").asText().equals(pipeline);
            }
        }
        within.remove(id);
        double usualRows = events > 0 && rows > 0 ? rows / events : scheduled ? 0 : Assumption.ROWS.usual();
        double rowsOfEach = records ? assumed.told(Assumption.ROWS).orElse(usualRows) : 0;
        double usualEvents = scheduled
                ? ScheduledRuns.inAMonth(
                        plan.path("schedules").path(id).path("expression").asText())
                : before.containsKey(id) && events > 0 ? events : UNITS / Math.max(1, rowsOfEach);
        Volume volume =
                new Volume(assumed.told(Assumption.EVENTS).orElse(usualEvents), rowsOfEach, fromPipeline, scheduled);
        volumes.put(id, volume);
        return volume;
    }

    /** A function, or a state machine. */
    private JsonNode planned(String id) {
        JsonNode function = plan.path("functions").path(id);
        return function.isMissingNode() ? plan.path("stateMachines").path(id) : function;
    }

    /** How many messages or records a function sends for each of its events, where they start the other one. */
    private double times(String from, String to, Volume volume) {
        JsonNode function = plan.path("functions").path(from);
        String kind =
                plan.path("functions").path(to).path("trigger").path("kind").asText();
        String action = TriggerPlan.ofKind(kind).flatMap(TriggerPlan::sentBy).orElse("");
        Assumptions.Of assumed = assumptions.of(function.path("pipeline").asText(), from);
        JsonNode work = function.path("work");
        if (work.path("message").has(action)) {
            return messages(volume, assumed);
        }
        // PutRecord and PutRecords do the same.
        if (work.path("record").has(action) || work.path("record").has(action + "s")) {
            return volume.rows();
        }
        return work.path("split").has(action) ? splits(volume, assumed) : 1;
    }

    /** How often the steps in a split run for one event. */
    static double splits(Volume volume, Assumptions.Of assumed) {
        return Math.max(1, Math.ceil(volume.rows() / assumed.get(Assumption.SPLIT_ROWS)));
    }

    /** How many messages go through an outbox for one event. */
    static double messages(Volume volume, Assumptions.Of assumed) {
        return volume.rows() * assumed.get(Assumption.MESSAGES_PER_ROW);
    }
}
