package dev.dromedary.desk.console;

import dev.dromedary.desk.operations.Explainer;
import dev.dromedary.desk.operations.Explanation;
import dev.dromedary.desk.operations.JudgedRow;
import dev.dromedary.desk.operations.ToldRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * All that is known of one object, or of one of its rows: what {@code explain} prints.
 *
 * @param site what is shown
 */
record ExplainView(Site site) implements View {

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public Map<String, Object> model(Asked asked) throws IOException {
        String key = asked.value("key");
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("key", key);
        model.put("number", asked.value("row"));
        if (key.isEmpty()) {
            return model;
        }
        Explanation explanation = new Explainer(
                        site.clients(), site.deployment(), site.routes().path(), site.data())
                .explain(key, row(asked.value("row")));
        model.put("object", explanation.object());
        model.put("modified", explanation.object().modified().toString());
        model.put("causes", explanation.causes());
        explanation.row().map(ExplainView::told).ifPresent(row -> model.put("row", row));
        model.put("routes", explanation.routes());
        model.put("attempts", explanation.attempts());
        model.put("outputs", outputs(explanation.outputs()));
        model.put("events", explanation.events().stream().map(EventsView::told).toList());
        model.put("mails", explanation.mails().stream().map(MailsView::told).toList());
        return model;
    }

    private static OptionalLong row(String text) {
        if (text.isBlank()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            throw new RefusedException(422, "A row is a number from 1, and " + text + " is none.");
        }
    }

    private static Map<String, Object> told(JudgedRow row) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("number", row.number());
        told.put("line", row.line());
        told.put("text", row.text());
        told.put("values", row.values());
        told.put("verdict", row.verdict());
        told.put("valid", row.reason().isEmpty());
        told.put("rule", row.rule().orElse(""));
        told.put("schema", row.schema());
        told.put("hash", row.schemaHash());
        told.put("kept", row.kept().orElse(""));
        told.put("remark", row.remark().orElse(""));
        return told;
    }

    private static List<Map<String, Object>> outputs(List<ToldRun> runs) {
        List<Map<String, Object>> outputs = new ArrayList<>();
        for (ToldRun run : runs) {
            for (ToldRun.Data data : run.outputs()) {
                Map<String, Object> told = new LinkedHashMap<>();
                told.put("route", run.route());
                told.put("place", data.place());
                if (data.place().matches("(?s)s3://[^/]+/.*[^/]")) {
                    String object = data.place().substring("s3://".length());
                    told.put("bucket", object.substring(0, object.indexOf('/')));
                    told.put("key", object.substring(object.indexOf('/') + 1));
                }
                data.rows().ifPresent(rows -> told.put("rows", rows));
                outputs.add(told);
            }
        }
        return outputs;
    }
}
