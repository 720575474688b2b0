package dev.dromedary.plan.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** What a month costs before anything comes: what the deployment makes for each function, and what functions share. */
final class AtRest {

    /** Polls that Lambda makes of a queue with nothing in it: five that each wait for twenty seconds, all the month. */
    private static final double POLLS = 5 * ScheduledRuns.HOURS_A_MONTH * 3600 / 20;

    private AtRest() {}

    /** How many alarms {@code terraform/alarms.tf} makes for a function. */
    static int alarms(JsonNode plan, String id) {
        JsonNode function = plan.path("functions").path(id);
        int alarms = 3; // errors, throttles, duration
        alarms += function.path("judges").asBoolean() ? 1 : 0;
        alarms += function.path("asynchronous").asBoolean() ? 4 : 0;
        alarms += plan.path("rules").has(id) ? 3 : 0;
        alarms += plan.path("schedules").has(id) ? 1 : 0;
        alarms += function.has("expectEvery") ? 1 : 0;
        alarms += function.path("statements").toString().contains("\"bedrock:") ? 3 : 0;
        return alarms
                + switch (plan.path("mappings").path(id).path("kind").asText()) {
                    // Age and failed items, dead letters; the iterator's age, failed items, given up and lost records.
                    case "queue" -> 3;
                    case "stream" -> 4;
                    default -> 0;
                };
    }

    /** How many metrics a function writes, as {@code docs/metrics.md} lists them. */
    static double metrics(JsonNode plan, String id, Assumptions.Of assumed) {
        JsonNode function = plan.path("functions").path(id);
        double metrics = 2; // Duration, DuplicatesSkipped
        metrics += function.path("work").path("event").has("records") ? 5 : 0;
        metrics += function.path("judges").asBoolean() ? 1 + assumed.get(Assumption.REASONS) : 0;
        metrics += function.path("work").has("model") ? 5 : 0;
        return metrics + (plan.path("mappings").has(id) ? 1 : 0);
    }

    static void ofFunction(JsonNode plan, String id, Assumptions.Of assumed, Running running, Amounts amounts) {
        amounts.add("alarms", alarms(plan, id), "cloudwatch.alarm-month");
        amounts.add("metrics", metrics(plan, id, assumed), "cloudwatch.metric-month");
        amounts.add("secrets", secrets(plan.path("functions").path(id)), "secrets-manager.secret-month");
        amounts.add(
                "Lambda INIT",
                running.init() * assumed.get(Assumption.DELIVERIES) * assumed.get(Assumption.SNAP_START),
                FunctionCost.gigabyteSecond(assumed));
        if (plan.path("mappings").path(id).path("kind").asText().equals("queue")) {
            String queue = plan.path("mappings").path(id).path("source").asText();
            amounts.add("SQS", POLLS, FunctionCost.queuePrice(queue));
        }
    }

    /** Parameters begin with a slash, and cost nothing. */
    private static int secrets(JsonNode function) {
        int secrets = 0;
        for (JsonNode name : function.path("parameters")) {
            secrets += name.asText().startsWith("/") ? 0 : 1;
        }
        return secrets;
    }

    static void shared(JsonNode plan, Amounts amounts) {
        amounts.add("dashboard", 1, "cloudwatch.dashboard-month");
        amounts.add("alarms", plan.path("endpoints").isEmpty() ? 0 : 1, "cloudwatch.alarm-month");
        amounts.add("streams", plan.path("streams").size() * ScheduledRuns.HOURS_A_MONTH, "kinesis.stream-hour");
        Set<String> read = new HashSet<>();
        plan.path("mappings").forEach(mapping -> read.add(mapping.path("source").asText()));
        Set<String> keys = new HashSet<>();
        for (String kind : new String[] {"buckets", "tables", "queues", "streams", "buses", "topics"}) {
            plan.path(kind).forEach(each -> keys.add(each.path("kmsKey").asText()));
        }
        plan.path("functions").forEach(each -> each.path("parameterKeys").forEach(key -> keys.add(key.asText())));
        keys.remove("");
        amounts.add("keys", keys.size(), "kms.key-month");
        // Those that others read have two alarms of their own.
        plan.path("queues").fieldNames().forEachRemaining(queue -> {
            if (!read.contains(queue)) {
                amounts.add("alarms", 2, "cloudwatch.alarm-month");
            }
        });
    }
}
