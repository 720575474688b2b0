package dev.dromedary.desk.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What became of one object, for a person.
 *
 * @param objects what stands before bucket and key: a folder, or {@code s3:/}
 * @param object the manifest, or what little there is to tell
 */
record SummaryText(String objects, Map<String, Object> object) {

    private static final Set<String> PLAIN = Set.of("route_id", "status", "correlation_id");
    private static final int FEW = 3;
    private static final Set<String> KNOWN = Set.of("processed_key", "rejected_key", "manifest_key");

    /** One for each object, but one for many of which there is nothing to tell but that their route took them. */
    static List<SummaryText> all(String place, List<Map<String, Object>> objects) {
        Map<List<Object>, Integer> alike = new HashMap<>();
        objects.stream().filter(SummaryText::isPlain).forEach(each -> alike.merge(kind(each), 1, Integer::sum));
        List<SummaryText> texts = new ArrayList<>();
        Set<List<Object>> told = new HashSet<>();
        for (Map<String, Object> object : objects) {
            int count = isPlain(object) ? alike.get(kind(object)) : 1;
            if (count <= FEW) {
                texts.add(new SummaryText(place, object));
            } else if (told.add(kind(object))) {
                Map<String, Object> many = new LinkedHashMap<>(object);
                many.put("correlation_id", String.format(Locale.ROOT, "%,d of them", count));
                texts.add(new SummaryText(place, many));
            }
        }
        return texts;
    }

    private static boolean isPlain(Map<String, Object> object) {
        return PLAIN.equals(object.keySet());
    }

    private static List<Object> kind(Map<String, Object> object) {
        return List.of(object.get("route_id"), object.get("status"));
    }

    void appendTo(StringBuilder text) {
        String status = text("status");
        line(text, "%s: %s", text("route_id"), status);
        if (object.get("stream") != null) {
            line(text, "  stream         %s", text("stream"));
            line(text, "  records        %,d", number(object.get("records")));
            line(text, "  processed      %,d", number(object.get("processed")));
            line(text, "  given up       %,d", number(object.get("given_up")));
            if (object.get("reasons") instanceof List<?> reasons) {
                // Of a file, the partition key is the number of the line.
                reasons.forEach(reason -> line(text, "    %s", oneLine(reason)));
            }
            text.append(object.get("error") == null ? "" : "  " + text("error") + System.lineSeparator());
            text.append(System.lineSeparator());
            return;
        }
        if (status.equals("failed")) {
            line(text, "  %s", text("error"));
            return;
        }
        line(text, "  object         %s", subject());
        if (object.get("error") instanceof Map<?, ?> error) {
            line(text, "  reason         %s: %s", error.get("reason"), error.get("message"));
        }
        if (object.get("duplicate_of") != null) {
            line(text, "  duplicate of   %s", text("duplicate_of"));
        }
        counts(text);
        warnings(text);
        if (object.get("sent") instanceof List<?> sent) {
            sent.forEach(each -> sent(text, (Map<?, ?>) each));
        }
        place(text, "valid rows", "processed_key");
        place(text, "rejected rows", "rejected_key");
        place(text, "manifest", "manifest_key");
        if (object.get("source_key") == null) {
            object.keySet().stream().filter(SummaryText::isOther).forEach(field -> place(text, label(field), field));
        }
        object.forEach((field, value) -> list(text, field, value));
        if (object.get("item") instanceof Map<?, ?> item) {
            line(text, "  item           %s in %s", text("item_id"), text("item_table"));
            new TreeMap<>(item).forEach((name, value) -> line(text, "    %-22s %s", name, oneLine(value)));
        }
        text.append(System.lineSeparator());
    }

    /** What is neither a number nor counted is the service's kind and name. */
    private static void sent(StringBuilder text, Map<?, ?> sent) {
        sent.forEach((kind, name) -> {
            if (name instanceof String) {
                line(
                        text,
                        "  sent           %,d records to the %s %s",
                        ((Number) sent.get("records")).longValue(),
                        String.valueOf(kind).replace('_', ' '),
                        oneLine(name));
            }
        });
    }

    private static String oneLine(Object value) {
        return String.valueOf(value).replaceAll("[\\s\\p{Cntrl}]+", " ");
    }

    /** A place that only the route knows, such as {@code analysis_key}. */
    private static boolean isOther(String field) {
        return field.endsWith("_key") && !KNOWN.contains(field);
    }

    private static String label(String field) {
        return field.substring(0, field.length() - "_key".length()).replace('_', ' ');
    }

    private String subject() {
        return object.get("source_key") == null
                ? text("correlation_id")
                : "s3://" + text("source_bucket") + "/" + text("source_key");
    }

    private void counts(StringBuilder text) {
        if (!(object.get("counts") instanceof Map<?, ?> counts)) {
            return;
        }
        long input = number(counts.get("input"));
        line(text, "  rows in        %,d", input);
        line(text, "  valid          %,d%s", number(counts.get("valid")), share(number(counts.get("valid")), input));
        line(
                text,
                "  rejected       %,d%s",
                number(counts.get("rejected")),
                share(number(counts.get("rejected")), input));
        if (object.get("counts_by_reason") instanceof Map<?, ?> reasons) {
            reasons.forEach((reason, count) -> line(text, "    %-22s %,d", reason, number(count)));
        }
        if (counts.get("filtered") != null) {
            line(
                    text,
                    "  filtered       %,d%s",
                    number(counts.get("filtered")),
                    share(number(counts.get("filtered")), input));
        }
        if (object.get("drift") instanceof Map<?, ?> drift) {
            drift.forEach((what, found) -> {
                if (!List.of().equals(found) && !"0".equals(String.valueOf(found))) {
                    line(text, "  %-14s %s", String.valueOf(what).replace('_', ' '), oneLine(found));
                }
            });
        }
        long milliseconds = Math.max(1, number(object.get("duration_ms")));
        line(text, "  speed          %,d rows/s", input * 1000 / milliseconds);
    }

    private void warnings(StringBuilder text) {
        if (object.get("warnings") instanceof List<?> warnings) {
            for (Object each : warnings) {
                if (each instanceof Map<?, ?> warning) {
                    line(text, "  warning        %s: %s", warning.get("reason"), warning.get("message"));
                }
            }
        }
    }

    private static String share(long part, long whole) {
        return whole == 0 ? "" : String.format(Locale.ROOT, " (%.1f %%)", 100.0 * part / whole);
    }

    private void place(StringBuilder text, String what, String field) {
        if (object.get(field) != null) {
            line(text, "  %-14s %s", what, objects + "/" + text("bucket") + "/" + text(field));
        }
    }

    /** What a route tells as a list of names, such as the days that it has worked out. */
    private static void list(StringBuilder text, String field, Object value) {
        if (value instanceof List<?> names && !names.isEmpty() && names.stream().allMatch(String.class::isInstance)) {
            line(text, "  %-14s %s", field.replace('_', ' '), oneLine(names.get(0)));
            names.stream().skip(1).forEach(name -> line(text, "  %-14s %s", "", oneLine(name)));
        }
    }

    private static long number(Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }

    private String text(String field) {
        return String.valueOf(object.get(field));
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
    }
}
