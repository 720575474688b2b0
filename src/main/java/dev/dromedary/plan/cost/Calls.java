package dev.dromedary.plan.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a function calls in a month, and what that costs. */
final class Calls {

    /** Objects up to that size are put at once, others in parts of it, with a call that begins and one that ends. */
    private static final double PART = 5 * 1024 * 1024;

    /** How often a claim in the ledger is renewed: seconds. */
    private static final double RENEWAL = 15;

    private static final double GIGABYTE = 1e9;

    /** Calls of a sink at the same time, unless its endpoint says otherwise. */
    private static final double SINK_CALLS = 8;

    private static final Set<String> READS =
            Set.of("dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:Scan");
    private static final Set<String> WRITES =
            Set.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem");

    private final JsonNode function;
    private final Volumes.Volume volume;
    private final Assumptions.Of assumed;
    private final Amounts amounts;
    private final Set<String> unpriced = new TreeSet<>();

    Calls(JsonNode function, Volumes.Volume volume, Assumptions.Of assumed, Amounts amounts) {
        this.function = function;
        this.volume = volume;
        this.assumed = assumed;
        this.amounts = amounts;
    }

    /** How often each action is called for one event. */
    private static Map<String, Double> forOne(JsonNode work, Volumes.Volume volume, Assumptions.Of assumed) {
        Map<String, Double> all = new TreeMap<>();
        add(all, work.path("event"), 1);
        add(all, work.path("split"), Volumes.splits(volume, assumed));
        double messages = Volumes.messages(volume, assumed);
        work.path("message")
                .properties()
                .forEach(each -> all.merge(
                        each.getKey(), each.getValue().asDouble() * messages * weight(each.getKey()), Double::sum));
        work.path("record")
                .properties()
                .forEach(each -> all.merge(
                        each.getKey(), each.getValue().asDouble() * priced(each.getKey(), volume), Double::sum));
        all.remove("records");
        return all;
    }

    /** What is paid for records that are sent: messages by the request of ten, items one by one. */
    private static double priced(String action, Volumes.Volume volume) {
        return action.equals("sqs:SendMessage") ? Math.ceil(volume.rows() / 10) : volume.rows();
    }

    /** An outbox sends ten messages by a request, and writes by transactions, which count twice. */
    private static double weight(String action) {
        return action.equals("sqs:SendMessage") ? 0.1 : WRITES.contains(action) ? 2 : 1;
    }

    private static void add(Map<String, Double> all, JsonNode times, double factor) {
        times.properties()
                .forEach(each -> all.merge(each.getKey(), each.getValue().asDouble() * factor, Double::sum));
    }

    /** How many calls an event waits for, without messages, of which several go at a time. */
    static double total(JsonNode work, Volumes.Volume volume, Assumptions.Of assumed) {
        Map<String, Double> all = new TreeMap<>();
        add(all, work.path("event"), 1);
        add(all, work.path("split"), Volumes.splits(volume, assumed));
        work.path("record")
                .properties()
                .forEach(each -> all.merge(each.getKey(), volume.rows() * waited(each.getKey()), Double::sum));
        all.remove("records");
        // Taken and completed.
        all.computeIfPresent("claim", (name, times) -> 3 * times);
        return all.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** A call takes several records, and several calls are made at the same time. */
    private static double waited(String action) {
        double atOnce = action.equals("sqs:SendMessage") ? 10 : action.startsWith("dynamodb:") ? 25 : 500;
        return 1 / atOnce / SINK_CALLS;
    }

    /** How often an event asks a model. */
    static double questions(JsonNode work, Volumes.Volume volume, Assumptions.Of assumed) {
        return forOne(work, volume, assumed).entrySet().stream()
                .filter(call -> call.getKey().startsWith("bedrock:Invoke"))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /**
     * Adds what they cost.
     *
     * @param seconds that an invocation takes
     * @param told whether each object that the function writes is an event
     * @return actions that have no price
     */
    Set<String> cost(double seconds, boolean told) {
        Map<String, Double> calls = forOne(function.path("work"), volume, assumed);
        double claims = calls.getOrDefault("claim", 0.0);
        double outputs = calls.getOrDefault("output", 0.0);
        boolean judges = function.path("judges").asBoolean();
        dynamoDb(claims, outputs, judges, seconds);
        outputs(outputs, told);
        calls.forEach((action, times) -> action(action, times * volume.events(), told));
        return unpriced;
    }

    /**
     * Claims are read, taken and completed, and renewed; once more before outputs become visible. Which content a route has had, is read
     * and written once for each object that is judged.
     */
    private void dynamoDb(double claims, double outputs, boolean judges, double seconds) {
        double renewals = Math.floor(seconds / RENEWAL);
        double content = judges ? 1 : 0;
        double reads = claims + content;
        double writes = claims * (2 + renewals) + Math.min(outputs, 1) + content;
        amounts.add("DynamoDB", reads * volume.events(), "dynamodb.million-read-units");
        amounts.add("DynamoDB", writes * volume.events(), "dynamodb.million-write-units");
    }

    /** Most of the bytes go to one of the outputs. */
    private void outputs(double outputs, boolean told) {
        if (outputs == 0) {
            return;
        }
        double bytes = volume.rows() * assumed.get(Assumption.ROW_BYTES) * assumed.get(Assumption.WRITTEN);
        double puts = outputs - 1 + (bytes <= PART ? 1 : Math.ceil(bytes / PART) + 2);
        amounts.add("S3", puts * volume.events(), "s3.thousand-puts");
        amounts.add(
                "S3 storage", bytes * volume.events() * assumed.get(Assumption.KEPT_MONTHS) / GIGABYTE, "s3.gb-month");
        amounts.add("EventBridge", told ? outputs * volume.events() : 0, "eventbridge.million-events");
    }

    private void action(String action, double times, boolean told) {
        double kilobytes = assumed.get(Assumption.ITEM_KILOBYTES);
        String service = action.replaceFirst(":.*", "");
        if (READS.contains(action)) {
            amounts.add("DynamoDB", times * Math.ceil(kilobytes / 4), "dynamodb.million-read-units");
        } else if (WRITES.contains(action)) {
            amounts.add("DynamoDB", times * Math.ceil(kilobytes), "dynamodb.million-write-units");
        } else if (action.startsWith("s3:Get") || action.startsWith("s3:Head")) {
            amounts.add("S3", times, "s3.thousand-gets");
        } else if (action.startsWith("s3:Put") || action.startsWith("s3:List")) {
            amounts.add("S3", times, "s3.thousand-puts");
            amounts.add("EventBridge", told && action.equals("s3:PutObject") ? times : 0, "eventbridge.million-events");
        } else if (action.equals("events:PutEvents")) {
            amounts.add("EventBridge", times, "eventbridge.million-events");
        } else if (action.startsWith("sqs:")) {
            amounts.add("SQS", times, queuePrice());
        } else if (action.equals("sns:Publish")) {
            amounts.add("SNS", times, "sns.million-messages");
        } else if (action.startsWith("ses:Send")) {
            amounts.add("SES", times, "ses.thousand-mails");
        } else if (action.startsWith("kinesis:Put")) {
            amounts.add("Kinesis", times * assumed.get(Assumption.EVENT_BYTES) / GIGABYTE, "kinesis.gb-put");
        } else if (service.equals("bedrock")) {
            model(action, times);
        } else if (!Set.of("claim", "output", "s3:DeleteObject").contains(action)) {
            unpriced.add(action);
        }
    }

    /** By the dearest queue: FIFO, if any is. */
    private String queuePrice() {
        for (JsonNode statement : function.path("statements")) {
            if (statement.path("actions").toString().contains("sqs:SendMessage")
                    && statement.path("resources").toString().contains(".fifo\"")) {
                return "sqs.million-fifo-requests";
            }
        }
        return "sqs.million-requests";
    }

    private void model(String action, double times) {
        JsonNode model = function.path("work").path("model");
        if (!action.startsWith("bedrock:Invoke") || !model.has("inputPrice") || !model.has("outputPrice")) {
            unpriced.add(action);
            return;
        }
        amounts.add(
                "Bedrock",
                times
                        * (assumed.get(Assumption.INPUT_TOKENS)
                                        * model.path("inputPrice").asDouble()
                                + outputTokens(model, assumed)
                                        * model.path("outputPrice").asDouble())
                        / 1e6);
    }

    static double outputTokens(JsonNode model, Assumptions.Of assumed) {
        return Math.min(
                assumed.get(Assumption.OUTPUT_TOKENS),
                model.path("maximumTokens").asDouble(Double.MAX_VALUE));
    }
}
