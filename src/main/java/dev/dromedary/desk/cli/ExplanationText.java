package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.Shown;
import dev.dromedary.desk.cloud.eventbridge.KeptEvent;
import dev.dromedary.desk.operations.Explanation;
import dev.dromedary.desk.operations.JudgedRow;
import dev.dromedary.desk.operations.ObjectStatus;
import dev.dromedary.desk.operations.ToldRun;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An explanation as lines for a person. */
final class ExplanationText {

    private final StringBuilder text = new StringBuilder();

    private ExplanationText() {}

    static String of(Explanation explanation) {
        ExplanationText told = new ExplanationText();
        told.object(explanation);
        explanation.row().ifPresent(told::row);
        explanation.routes().forEach(told::route);
        told.section("attempts", explanation.attempts(), ExplanationText::attempt);
        told.section(
                "outputs",
                explanation.outputs().stream()
                        .flatMap(run -> run.outputs().stream())
                        .toList(),
                ExplanationText::output);
        told.section("events", explanation.events(), ExplanationText::event);
        told.section(
                "mails", explanation.mails(), mail -> mail.date() + "  " + mail.subject() + "  (" + mail.file() + ")");
        return told.text.toString();
    }

    private void object(Explanation explanation) {
        line("s3://" + explanation.object().name());
        if (!explanation.object().etag().isEmpty()) {
            field(
                    "object",
                    String.format(
                            Locale.ROOT,
                            "%,d bytes, written %s",
                            explanation.object().size(),
                            explanation.object().modified()));
        } else {
            field("object", "not there any more");
        }
        explanation.causes().forEach(cause -> field("cause", cause));
    }

    private void row(JudgedRow row) {
        line(String.format(Locale.ROOT, "row %,d, line %,d", row.number(), row.line()));
        field("bytes", row.text());
        field("verdict", row.verdict());
        row.rule().ifPresent(rule -> field("rule", rule));
        field("schema", row.schema() + "  " + row.schemaHash());
        row.kept().ifPresent(place -> field("kept as", place));
        row.remark().ifPresent(remark -> field("mind", remark));
    }

    private void route(ObjectStatus status) {
        line(status.route() + ": " + status.sentence());
        if (status.manifest().get("schema") instanceof String schema) {
            field("schema", schema + "  " + status.manifest().get("schema_hash"));
        }
        if (status.manifest().get("counts_by_reason") instanceof Map<?, ?> reasons) {
            reasons.forEach((reason, count) -> field("", String.format(Locale.ROOT, "%-24s %s", reason, count)));
        }
    }

    private <T> void section(String title, List<T> all, Function<T, String> shown) {
        if (!all.isEmpty()) {
            line(title);
            all.forEach(each -> line("  " + shown.apply(each)));
        }
    }

    private static String attempt(Map<String, Object> attempt) {
        String what = attempt.get("failures") instanceof Collection<?> failures && !failures.isEmpty()
                ? "failed: " + joined(failures)
                : attempt.get("outcomes") instanceof Collection<?> outcomes
                        ? outcomes.stream()
                                .map(outcome ->
                                        outcome instanceof Map<?, ?> map ? String.valueOf(map.get("outcome")) : "")
                                .distinct()
                                .collect(Collectors.joining(", "))
                        : "";
        return attempt.get("time") + "  " + attempt.get("route_id") + ": " + what + ", " + attempt.get("duration_ms")
                + " ms";
    }

    private static String joined(Collection<?> all) {
        return all.stream().map(String::valueOf).collect(Collectors.joining("; "));
    }

    private static String output(ToldRun.Data data) {
        return data.place()
                + data.rows()
                        .map(rows -> String.format(Locale.ROOT, "  %,d %s", rows, rows == 1 ? "row" : "rows"))
                        .orElse("");
    }

    private static String event(KeptEvent event) {
        return event.time() + "  " + event.type() + " (" + event.source() + ")";
    }

    private void field(String name, String value) {
        line(String.format(Locale.ROOT, "  %-8s %s", name, value).stripTrailing());
    }

    private void line(String line) {
        // A key, a subject or a quoted value may hold line breaks.
        text.append(Shown.of(line)).append(System.lineSeparator());
    }
}
