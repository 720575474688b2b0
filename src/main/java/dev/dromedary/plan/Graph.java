package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which function may start which, over buckets, buses, queues, streams and invocations. */
public final class Graph {

    private final List<Edge> edges;

    private Graph(List<Edge> edges) {
        this.edges = edges;
    }

    static Graph of(Collection<PlannedFunction> functions) {
        Map<String, Edge> edges = new TreeMap<>();
        for (PlannedFunction from : functions) {
            from.needs().emissions().forEach((emission, step) -> {
                for (PlannedFunction to : functions) {
                    through(emission, to).ifPresent(through -> {
                        Edge edge = new Edge(from.id(), to.id(), through, step);
                        edges.putIfAbsent(from.id() + " " + to.id() + " " + through, edge);
                    });
                }
            });
        }
        return new Graph(List.copyOf(edges.values()));
    }

    /** One for each way in which one function may start another. */
    public List<Edge> edges() {
        return edges;
    }

    private static Optional<String> through(Emission emission, PlannedFunction to) {
        if (emission instanceof Emission.Put put) {
            return objects(put, to);
        }
        if (emission instanceof Emission.Event event) {
            return to.trigger()
                    .rule(to)
                    .filter(rule -> rule.bus().equals(event.bus()))
                    .flatMap(rule -> EventMatch.of(event, rule.pattern()))
                    .map(what -> "bus " + event.bus().name() + ": " + what);
        }
        if (emission instanceof Emission.Message message) {
            return to.trigger()
                    .source(to)
                    .filter(message.target()::equals)
                    .map(source -> source.kind().word() + " " + source.name());
        }
        Emission.Call call = (Emission.Call) emission;
        return call.function().name().equals(to.id())
                ? Optional.of(to.isWorkflow() ? "execution" : "invocation")
                : Optional.empty();
    }

    private static Optional<String> objects(Emission.Put put, PlannedFunction to) {
        return to.trigger()
                .watch(to)
                .filter(watch -> watch.bucket().equals(put.bucket()))
                .filter(watch ->
                        watch.suffixes().stream().anyMatch(suffix -> put.key().mayMatch(watch.prefix(), suffix)))
                .map(watch -> "bucket " + put.bucket().name() + ": " + put.key().glob());
    }

    /** Cycles without a function that says that it is meant to stand in one; each one begins with its least id. */
    List<List<Edge>> cycles(Set<String> allowed) {
        List<List<Edge>> cycles = new ArrayList<>();
        Set<Set<String>> found = new HashSet<>();
        edges.stream().map(Edge::from).distinct().sorted().forEach(start -> {
            List<Edge> path = path(start, start, allowed, new HashSet<>());
            if (path != null) {
                Set<String> members = new HashSet<>();
                path.forEach(edge -> members.add(edge.from()));
                if (found.add(members)) {
                    cycles.add(path);
                }
            }
        });
        return cycles;
    }

    private List<Edge> path(String from, String target, Set<String> allowed, Set<String> seen) {
        for (Edge edge : edges) {
            if (!edge.from().equals(from) || allowed.contains(edge.to())) {
                continue;
            }
            if (edge.to().equals(target)) {
                return List.of(edge);
            }
            if (seen.add(edge.to())) {
                List<Edge> rest = path(edge.to(), target, allowed, seen);
                if (rest != null) {
                    List<Edge> path = new ArrayList<>(List.of(edge));
                    path.addAll(rest);
                    return path;
                }
            }
        }
        return null;
    }

    Map<String, Object> document() {
        List<Map<String, Object>> list = edges.stream()
                .sorted(Comparator.comparing(Edge::from).thenComparing(Edge::to).thenComparing(Edge::through))
                .map(edge -> new Document()
                        .put("from", edge.from())
                        .put("to", edge.to())
                        .put("through", edge.through())
                        .fields())
                .toList();
        return Map.of("edges", list);
    }

    /** Whether an event that a function may put fits another's pattern, as far as source and detail-type tell. */
    private static final class EventMatch {

        private EventMatch() {}

        /** What of the event fits, for people, or nothing. What can't be known fits. */
        static Optional<String> of(Emission.Event event, Map<String, Object> pattern) {
            Optional<Set<String>> sources = matching(event.sources(), pattern.get("source"));
            Optional<Set<String>> types = matching(event.detailTypes(), pattern.get("detail-type"));
            if (sources.isEmpty() || types.isEmpty()) {
                return Optional.empty();
            }
            return Optional.of(types.get().isEmpty() ? "events" : String.join(", ", types.get()));
        }

        private static Optional<Set<String>> matching(Set<KeyPattern> values, Object matchers) {
            Set<String> fitting = new TreeSet<>();
            for (KeyPattern value : values) {
                if (!(matchers instanceof List<?> list) || list.stream().anyMatch(each -> fits(value, each))) {
                    fitting.add(value.glob());
                }
            }
            return values.isEmpty() || !fitting.isEmpty() ? Optional.of(fitting) : Optional.empty();
        }

        private static boolean fits(KeyPattern value, Object matcher) {
            if (matcher instanceof String text) {
                return value.isExact() ? value.glob().equals(text) : text.startsWith(value.prefix());
            }
            if (matcher instanceof Map<?, ?> map && map.get("prefix") instanceof String prefix) {
                return value.mayMatch(prefix, "");
            }
            // Another kind of matcher; it is taken to fit.
            return true;
        }
    }
}
