package dev.dromedary.desk.operations;

import dev.dromedary.desk.cloud.eventbridge.KeptEvent;
import dev.dromedary.desk.cloud.ses.KeptMail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a desk knows about one object.
 *
 * @param object the object: its current version, or its name alone if it is not there any more
 * @param causes the correlation ids of what it is, or was made of
 * @param routes what became of it in each route that takes it, and in those after
 * @param attempts each invocation that had to do with it, the oldest first, as the log has it
 * @param outputs what runs have made of the same cause
 * @param events what was put on a bus about it, the oldest first
 * @param mails what was sent about it, the newest first
 * @param row the row that was asked for
 */
public record Explanation(
        StoredObject object,
        List<String> causes,
        List<ObjectStatus> routes,
        List<Map<String, Object>> attempts,
        List<ToldRun> outputs,
        List<KeptEvent> events,
        List<KeptMail> mails,
        Optional<JudgedRow> row) {

    /** As a document; {@code row} is there if it was asked for. */
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("object", "s3://" + object.name());
        document.put("bytes", object.size());
        document.put("modified", object.modified().toString());
        document.put("correlation_ids", causes);
        row.ifPresent(judged -> document.put("row", judged.document()));
        document.put("routes", routes.stream().map(ObjectStatus::document).toList());
        document.put("attempts", attempts);
        document.put(
                "outputs",
                outputs.stream()
                        .flatMap(run -> run.outputs().stream().map(data -> output(run, data)))
                        .toList());
        document.put("events", events.stream().map(KeptEvent::document).toList());
        document.put("mails", mails.stream().map(Explanation::mail).toList());
        return document;
    }

    private static Map<String, Object> output(ToldRun run, ToldRun.Data data) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("route_id", run.route());
        told.put("place", data.place());
        data.rows().ifPresent(rows -> told.put("rows", rows));
        return told;
    }

    private static Map<String, Object> mail(KeptMail mail) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("subject", mail.subject());
        told.put("to", mail.to());
        told.put("date", mail.date());
        told.put("file", mail.file().toString());
        return told;
    }
}
