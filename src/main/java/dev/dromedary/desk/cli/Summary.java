package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.desk.cloud.Shown;
import dev.dromedary.desk.cloud.iam.Denial;
import dev.dromedary.desk.cloud.kinesis.StreamCounts;
import dev.dromedary.desk.cloud.ses.SentMail;
import dev.dromedary.desk.cloud.sns.PublishedMessage;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.steps.DynamoDbItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What became of the files of a run, for a person and as JSON. */
final class Summary {

    private static final int LONGEST_ALERT = 300;

    /** By first cause, so that an object's whole way stands together. */
    private final Map<String, List<Map<String, Object>>> objects = new LinkedHashMap<>();

    private final Aftermath aftermath;
    private final List<Denial> denials;
    private final Map<String, Map<String, Long>> calls;

    private Summary(Aftermath aftermath, List<Denial> denials, Map<String, Map<String, Long>> calls) {
        this.aftermath = aftermath;
        this.denials = denials;
        this.calls = calls;
    }

    /**
     * Collects what became of a run's files.
     *
     * @param results what the invocations came to
     * @param lost events that no invocation took, and messages that became dead letters
     * @param denials calls that roles did not allow
     * @param aftermath where the manifests, the mails, the published messages and the queues are
     * @param uploaded {@code bucket/key} of what was uploaded
     * @param calls how often each function called which operation, if that was counted
     * @return the summary
     */
    static Summary of(
            List<LocalPipeline.Result> results,
            Collection<Lost> lost,
            List<Denial> denials,
            Aftermath aftermath,
            List<String> uploaded,
            Map<String, Map<String, Long>> calls) {
        Summary summary = new Summary(aftermath, denials, calls);
        Descriptions descriptions = new Descriptions(aftermath.s3(), uploaded);
        RecordedItems items = new RecordedItems(aftermath.dynamoDb());
        lost.forEach(each -> summary.fail(each.route(), each.sentence()));
        for (LocalPipeline.Result result : results) {
            if (result.failure() != null) {
                summary.fail(result.route(), result.failure().getMessage());
            } else {
                outcomes(result.summary())
                        .forEach(outcome -> summary.add(
                                outcome.get("correlation_id").toString(),
                                items.addTo(descriptions.describe(result.route(), outcome))));
            }
        }
        aftermath.streams().stream()
                .filter(counts -> counts.processed() + counts.givenUp() > 0)
                .forEach(counts -> summary.add("stream " + counts.stream(), describe(counts)));
        return summary;
    }

    private static Map<String, Object> describe(StreamCounts counts) {
        Map<String, Object> told = new LinkedHashMap<>();
        long records = counts.processed() + counts.givenUp();
        told.put("route_id", counts.route());
        told.put("status", counts.givenUp() == 0 ? "success" : "failed");
        if (counts.givenUp() > 0) {
            told.put(
                    "error",
                    counts.givenUp() + " of " + records + " records were given up; they are kept in " + counts.place());
        }
        told.put("stream", counts.stream());
        told.put("records", records);
        told.put("processed", counts.processed());
        told.put("given_up", counts.givenUp());
        if (!counts.reasons().isEmpty()) {
            told.put("reasons", counts.reasons());
        }
        return told;
    }

    private void add(String cause, Map<String, Object> object) {
        objects.computeIfAbsent(cause, each -> new ArrayList<>()).add(object);
    }

    private void fail(String route, String sentence) {
        Map<String, Object> failed = new LinkedHashMap<>();
        failed.put("route_id", route);
        failed.put("status", "failed");
        failed.put("error", sentence);
        add("", failed);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> outcomes(Map<String, Object> summary) {
        return (List<Map<String, Object>>) summary.getOrDefault("outcomes", List.of());
    }

    private List<Map<String, Object>> inOrder() {
        return objects.values().stream().flatMap(List::stream).toList();
    }

    /** Whether anything failed, was refused for want of a permission or rejected whole, or nothing was handled at all. */
    boolean failed() {
        return objects.isEmpty()
                || !denials.isEmpty()
                || inOrder().stream()
                        .anyMatch(object -> List.of("failed", "rejected").contains(object.get("status")));
    }

    /** What was refused for want of a permission and what grants it, a sentence each. */
    List<String> denied() {
        return told().map(denial -> Shown.of(denial.sentence())).toList();
    }

    String json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("data", aftermath.data());
        document.put("objects", inOrder());
        document.put("denied", told().map(Summary::describe).toList());
        document.put("mails", aftermath.mails().stream().map(Summary::describe).toList());
        document.put(
                "alerts", aftermath.alerts().stream().map(Summary::describe).toList());
        document.put(
                "queues", aftermath.queues().stream().map(QueueSummary::json).toList());
        document.put("calls", calls);
        return JsonDocument.writePretty(document) + System.lineSeparator();
    }

    /** One of those that differ only in what they would have reached, and so take the same grant. */
    private Stream<Denial> told() {
        Map<List<String>, Denial> each = new LinkedHashMap<>();
        denials.forEach(denial ->
                each.putIfAbsent(List.of(denial.route(), denial.step(), denial.action(), denial.remedy()), denial));
        return each.values().stream();
    }

    private static Map<String, Object> describe(Denial denial) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("route_id", denial.route());
        told.put("step", denial.step());
        told.put("action", denial.action());
        told.put("resource", denial.resource());
        told.put("sentence", denial.sentence());
        return told;
    }

    private static Map<String, Object> describe(SentMail mail) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("subject", mail.subject());
        told.put("to", mail.to());
        told.put("html", mail.html() == null ? null : mail.html().toString());
        told.put("eml", mail.eml().toString());
        return told;
    }

    private static Map<String, Object> describe(PublishedMessage alert) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("topic", alert.topic());
        told.put("subject", alert.subject());
        told.put("message", alert.message());
        return told;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        SummaryText.all(aftermath.objects(), inOrder()).forEach(object -> object.appendTo(text));
        if (text.isEmpty()) {
            text.append("Nothing was handled.").append(System.lineSeparator());
        }
        denied().forEach(denial -> line(text, "denied", denial));
        aftermath.mails().forEach(mail -> line(text, "mail ", mail.html() == null ? mail.eml() : mail.html()));
        aftermath.alerts().forEach(alert -> line(text, "alert", oneLine(alert.message())));
        aftermath.queues().stream().filter(QueueSummary::isUsed).forEach(queue -> {
            line(text, "queue", queue.text());
            queue.waiting().forEach(body -> line(text, "     ", oneLine(body)));
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String what, Object value) {
        text.append(what).append(' ').append(value).append(System.lineSeparator());
    }

    private static String oneLine(String message) {
        String line = message.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= LONGEST_ALERT ? line : line.substring(0, LONGEST_ALERT) + "…";
    }

    /**
     * Shows the item that a route tells of: {@code item_table}, the name of a table with a hash key alone, and {@code item_id}, the
     * value of that key.
     *
     * @param client where the tables are
     */
    private record RecordedItems(DynamoDbClient client) {

        /**
         * Adds the item, as {@code item}, to what was told.
         *
         * @param told what one route did with one thing
         * @return the same, or what was told if that names no item
         */
        Map<String, Object> addTo(Map<String, Object> told) {
            if (!(told.get("item_table") instanceof String table) || !(told.get("item_id") instanceof String id)) {
                return told;
            }
            String key = client.describeTable(request -> request.tableName(table))
                    .table()
                    .keySchema()
                    .get(0)
                    .attributeName();
            Map<String, AttributeValue> item = client.getItem(
                            request -> request.tableName(table).key(Map.of(key, AttributeValue.fromS(id))))
                    .item();
            Map<String, Object> more = new LinkedHashMap<>(told);
            more.put("item", DynamoDbItem.toMap(item));
            return more;
        }
    }
}
