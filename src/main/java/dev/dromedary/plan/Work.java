package dev.dromedary.plan;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a function does with one event, as far as its route tells; costs follow from it. Of branches that exclude each other the
 * one counts that calls more; a step counts once, whatever a filter around it lets through or a loop repeats; what follows a
 * failure does not count. Names are IAM actions, and those below.
 *
 * @param event times for each event
 * @param split times whenever a split comes to it, such as for each batch of records
 * @param message times for each message of an outbox
 * @param record times for each record that is sent to a service
 */
record Work(
        Map<String, Integer> event,
        Map<String, Integer> split,
        Map<String, Integer> message,
        Map<String, Integer> record) {

    /** A claim in the ledger. */
    static final String CLAIM = "claim";
    /** An object that is written as a stream. */
    static final String OUTPUT = "output";
    /** An object's records are read. */
    static final String RECORDS = "records";

    /** One for each event, though its steps stand in a split. */
    private static final Set<String> OF_THE_EVENT = Set.of(OUTPUT, RECORDS);

    private static final Set<String> FAILURES = Set.of(
            "doCatch", "onFallback", "onException", "onCompletion", "intercept", "interceptFrom", "errorHandler");

    private static final Pattern SINKS = Pattern.compile("records:(?://)?(?:send|put|stream)\\b.*", Pattern.DOTALL);

    /** What a sink keeps of its progress: once for a batch. */
    private static final String PROGRESS = "dynamodb:PutItem";

    private static final Work NONE = ofEvent(Map.of());

    private static Work ofEvent(Map<String, Integer> event) {
        return new Work(event, Map.of(), Map.of(), Map.of());
    }

    private static Work ofSink(Map<String, Integer> own) {
        Map<String, Integer> each = new TreeMap<>(own);
        each.remove(PROGRESS);
        return new Work(Map.of(PROGRESS, 1), Map.of(), Map.of(), each);
    }

    /** Counts what a function's steps have been found to call. */
    static Work of(FunctionRoutes routes, Needs needs) {
        Map<String, Integer> trigger = new TreeMap<>(needs.calls(routes.from()));
        // What brings the event is the trigger's; an object is read for the route.
        trigger.keySet().retainAll(Set.of("s3:GetObject"));
        return ofEvent(trigger).plus(new Count(routes, needs, new HashSet<>()).all(routes.route()));
    }

    private record Count(FunctionRoutes routes, Needs needs, Set<Step> within) {

        Work all(Step parent) {
            return parent.children().stream()
                    .filter(step ->
                            !FAILURES.contains(step.name()) && !step.name().equals("from"))
                    .map(this::step)
                    .reduce(NONE, Work::plus);
        }

        private Work step(Step step) {
            Map<String, Integer> own = needs.calls(step);
            Work work = called(step.attribute("uri"), own);
            Stream<Step> others = EndpointNames.of(step, Walk.NAMING.contains(step.name())).stream()
                    .flatMap(uri -> routes.called(step, uri).stream());
            for (Step route : others.toList()) {
                // A route that calls itself ends here.
                if (within.add(route)) {
                    work = work.plus(all(route));
                    within.remove(route);
                }
            }
            return switch (step.name()) {
                case "choice" ->
                    work.plus(step.children().stream().map(this::all).reduce(NONE, Work::most));
                case "split" -> work.plus(all(step).inSplit());
                default -> work.plus(all(step));
            };
        }
    }

    private static Work called(String uri, Map<String, Integer> own) {
        if (uri.startsWith("outbox:")) {
            return new Work(Map.of(), Map.of(), own, Map.of());
        }
        return SINKS.matcher(uri).matches() ? ofSink(own) : ofEvent(own);
    }

    private Work plus(Work other) {
        return new Work(
                sum(event, other.event),
                sum(split, other.split),
                sum(message, other.message),
                sum(record, other.record));
    }

    private Work most(Work other) {
        return new Work(
                most(event, other.event),
                most(split, other.split),
                most(message, other.message),
                most(record, other.record));
    }

    private Work inSplit() {
        Map<String, Integer> once = new TreeMap<>(event);
        once.keySet().retainAll(OF_THE_EVENT);
        Map<String, Integer> each = new TreeMap<>(event);
        each.keySet().removeAll(OF_THE_EVENT);
        return new Work(once, sum(split, each), message, record);
    }

    private static Map<String, Integer> sum(Map<String, Integer> one, Map<String, Integer> other) {
        Map<String, Integer> all = new TreeMap<>(one);
        other.forEach((name, times) -> all.merge(name, times, Integer::sum));
        return all;
    }

    private static Map<String, Integer> most(Map<String, Integer> one, Map<String, Integer> other) {
        Map<String, Integer> all = new TreeMap<>(one);
        other.forEach((name, times) -> all.merge(name, times, Math::max));
        return all;
    }

    Document document() {
        Document document =
                new Document().put("event", event).put("split", split).put("message", message);
        return record.isEmpty() ? document : document.put("record", record);
    }
}
