package dev.dromedary.plan.check;

import dev.dromedary.function.steps.BodyFields;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import dev.dromedary.plan.TriggerPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bodies as far as they are known from the steps before: keys that a map does not have, and maps that a service would get as
 * the text that Java makes of them.
 */
final class BodyCheck implements Check {

    /** They take texts and bytes. */
    private static final Set<String> SERVICES =
            Set.of("aws2-sqs", "aws2-sns", "aws2-kinesis", "aws2-eventbridge", "aws2-s3", "aws2-ses");

    /** Ours, with the option {@code fields}. */
    private static final Set<String> FIELDS = Set.of("body", "event", "item");

    private static final Set<String> SENDING = Set.of("to", "toD");

    /** They leave the body as it is. */
    private static final Set<String> KEEPING =
            Set.of(("log setHeader setHeaders setProperty setVariable setVariables removeHeader removeHeaders "
                            + "removeProperty removeProperties removeVariable validate delay throttle stop convertHeaderTo "
                            + "convertVariableTo")
                    .split(" "));

    private static final Set<String> NESTED =
            Set.of("steps", "when", "otherwise", "doCatch", "doFinally", "onFallback");

    private static final Pattern KEY = Pattern.compile("\\$\\{(?:in\\.)?body\\[['\"]?([\\w-]+)['\"]?]");

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        for (Element route : routes.elements()) {
            if (route.type().equals("RouteDefinition")) {
                route.value()
                        .get("from")
                        .flatMap(from -> from.get("steps"))
                        .ifPresent(steps -> sequence(route.file(), steps, started(route), findings));
            }
        }
    }

    /** What a trigger brings: docs/triggers.md. */
    private static BodyKind started(Element route) {
        String uri = route.from().map(Value::text).orElse("");
        Map<String, Value> parameters =
                new Element(route.file(), "", "from", route.value().get("from").orElseThrow(), route).parameters();
        Map<String, String> options = new HashMap<>();
        int query = uri.indexOf('?');
        for (String option :
                query < 0 ? new String[0] : uri.substring(query + 1).split("&")) {
            String[] parts = option.split("=", 2);
            options.put(parts[0], parts.length == 1 ? "" : parts[1]);
        }
        parameters.forEach((name, value) -> options.put(name, value.text()));
        return TriggerPlan.of(uri)
                .filter(trigger -> trigger.body(options) == TriggerPlan.Body.MAP)
                .map(trigger -> BodyKind.MAP)
                .orElse(BodyKind.UNKNOWN);
    }

    private BodyKind sequence(SourceFile file, Value steps, BodyKind before, List<Finding> findings) {
        BodyKind body = before;
        for (Value step : steps.items()) {
            for (Value.Entry entry : step.entries()) {
                body = step(file, entry, body, findings);
            }
        }
        return body;
    }

    private BodyKind step(SourceFile file, Value.Entry step, BodyKind body, List<Finding> findings) {
        String name = step.name();
        body.keys().ifPresent(keys -> reads(file, step.value(), keys, findings));
        if (KEEPING.contains(name)) {
            return body;
        }
        if (SENDING.contains(name)) {
            return sent(file, step.value(), body, findings);
        }
        return switch (name) {
            case "setBody", "transform" -> made(step.value());
            case "filter", "idempotentConsumer" ->
                step.value()
                        .get("steps")
                        .map(steps -> body.or(sequence(file, steps, body, findings)))
                        .orElse(body);
            case "choice" -> choice(file, step.value(), body, findings);
            case "split", "aggregate", "loop", "onCompletion" -> {
                nested(file, step.value(), BodyKind.UNKNOWN, findings);
                yield BodyKind.UNKNOWN;
            }
            case "multicast", "pipeline", "step", "doTry" -> {
                nested(file, step.value(), body, findings);
                yield BodyKind.UNKNOWN;
            }
            default -> BodyKind.UNKNOWN;
        };
    }

    private static BodyKind made(Value step) {
        return step.get("simple")
                .or(() -> step.get("expression").flatMap(expression -> expression.get("simple")))
                .map(simple -> simple.isText()
                        ? simple.text()
                        : simple.get("expression").map(Value::text).orElse(""))
                .map(BodyKind::of)
                .orElse(BodyKind.UNKNOWN);
    }

    private BodyKind choice(SourceFile file, Value choice, BodyKind body, List<Finding> findings) {
        Optional<BodyKind> otherwise = choice.get("otherwise")
                .flatMap(branch -> branch.get("steps"))
                .map(steps -> sequence(file, steps, body, findings));
        BodyKind after = otherwise.orElse(body);
        for (Value when : choice.get("when").map(Value::items).orElse(List.of())) {
            body.keys().ifPresent(keys -> reads(file, when, keys, findings));
            after = after.or(when.get("steps")
                    .map(steps -> sequence(file, steps, body, findings))
                    .orElse(body));
        }
        return after;
    }

    private void nested(SourceFile file, Value step, BodyKind body, List<Finding> findings) {
        BodyKind inside = body;
        if (step.get("steps").isPresent()) {
            inside = sequence(file, step.get("steps").get(), body, findings);
        }
        for (String part : List.of("doCatch", "doFinally", "onFallback")) {
            for (Value each : step.get(part)
                    .map(value -> value.isList() ? value.items() : List.of(value))
                    .orElse(List.of())) {
                BodyKind before = body.or(inside);
                each.get("steps").ifPresent(steps -> sequence(file, steps, before, findings));
            }
        }
    }

    private static BodyKind sent(SourceFile file, Value step, BodyKind body, List<Finding> findings) {
        Value uri = step.isText() ? step : step.get("uri").orElse(step);
        String scheme = uri.text().split("[:?]", 2)[0];
        if (scheme.equals("log") || uri.text().startsWith("ledger:remember")) {
            return body;
        }
        if (FIELDS.contains(scheme)) {
            return fields(file, scheme, step, body, findings);
        }
        boolean asks = uri.text().contains("operation=get")
                || step.get("parameters")
                        .flatMap(all -> all.get("operation"))
                        .filter(operation -> !operation.text().matches("putEvent|sendBatchMessage"))
                        .isPresent();
        // Of Camel's own Kamelets, those of AWS stand for these services.
        boolean service = SERVICES.contains(scheme) || uri.text().matches("kamelet:(//)?aws-.*-sink\\b.*");
        if (body.isMap() && service && !asks) {
            String instead =
                    scheme.equals("aws2-eventbridge") ? "use event:put, which takes its fields, or put" : "put";
            findings.add(file.finding(
                    uri,
                    "The body is a map here, and "
                            + (SERVICES.contains(scheme) ? scheme : uri.text().split("\\?")[0])
                            + " would send it as the text {a=1}; " + instead
                            + " \"- marshal: { json: {} }\" before this step."));
        }
        return BodyKind.UNKNOWN;
    }

    /** They take fields out of the body, and only one of them changes it. */
    private static BodyKind fields(SourceFile file, String scheme, Value step, BodyKind body, List<Finding> findings) {
        Optional<Value> fields = step.get("parameters").flatMap(all -> all.get("fields"));
        BodyFields.Names names = BodyFields.names(fields.map(Value::text).orElse(BodyFields.EVERYTHING));
        body.keys().ifPresent(keys -> names.read().stream()
                .filter(name -> !keys.contains(name))
                .forEach(name -> findings.add(file.finding(fields.orElseThrow(), name, noKey(name, keys)))));
        fields.ifPresent(value -> readable(file, scheme, value, findings));
        if (!scheme.equals("body")) {
            return body;
        }
        return names.all() || fields.isEmpty() ? BodyKind.MAP : new BodyKind(true, Optional.of(names.made()));
    }

    /** A name that a property holds can't be read here; the start of the function tells then. */
    private static void readable(SourceFile file, String scheme, Value fields, List<Finding> findings) {
        try {
            BodyFields.of(null, "The fields of " + scheme, fields.text());
        } catch (IllegalArgumentException e) {
            if (!fields.text().contains("{{")) {
                findings.add(file.finding(fields, e.getMessage() + "."));
            }
        }
    }

    private static String noKey(String name, Set<String> keys) {
        return "The map that the steps before make has no key \"" + name + "\"." + Suggestion.among(keys, name)
                + " Its keys are " + String.join(", ", keys) + ".";
    }

    private static void reads(SourceFile file, Value value, Set<String> keys, List<Finding> findings) {
        if (value.isText()) {
            Matcher key = KEY.matcher(value.text());
            while (key.find()) {
                String name = key.group(1);
                if (!keys.contains(name) && !name.matches("\\d+")) {
                    findings.add(file.finding(value, key.group(), noKey(name, keys)));
                }
            }
        }
        value.items().stream().filter(item -> !item.isMap()).forEach(item -> reads(file, item, keys, findings));
        value.entries().stream()
                .filter(entry -> !NESTED.contains(entry.name()))
                .forEach(entry -> reads(file, entry.value(), keys, findings));
    }
}
