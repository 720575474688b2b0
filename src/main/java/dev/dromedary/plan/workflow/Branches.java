package dev.dromedary.plan.workflow;

import dev.dromedary.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles what parts the way: {@code choice} and {@code filter}, {@code multicast}, {@code split}. */
final class Branches {

    private static final Set<String> EXPRESSIONS = Set.of("simple", "constant", "variable", "language");

    private final Around around;
    private final MachineOptions options;
    private final Compilation compilation;

    Branches(Around around, MachineOptions options, Compilation compilation) {
        this.around = around;
        this.options = options;
        this.compilation = compilation;
    }

    /** One of several ways, by the first condition that holds. */
    Fragment choice(Step step, Place place) {
        Map<String, Object> choice = Compilation.state("Choice", step);
        String name = place.states().add(Compilation.named(step, "choice"), choice);
        List<Map<String, Object>> rules = new ArrayList<>();
        choice.put("Choices", rules);
        List<Fragment.End> ends = new ArrayList<>();
        Ways ways = new Ways(place.scope());
        Step otherwise = null;
        for (Step each : step.children()) {
            if (each.name().equals("otherwise")) {
                otherwise = each;
            } else if (each.name().equals("when")) {
                Map<String, Object> rule = rule(each, place);
                rules.add(rule);
                ends.addAll(way(each, new Fragment.End(rule, "Next", false), place, ways));
            }
        }
        Fragment.End rest = new Fragment.End(choice, "Default", false);
        if (otherwise == null) {
            ways.none();
            ends.add(rest);
        } else {
            ends.addAll(way(otherwise, rest, place, ways));
        }
        ways.join();
        return new Fragment(name, List.copyOf(ends));
    }

    /** Steps for what a condition lets through; what follows is for all. */
    Fragment filter(Step step, Place place) {
        Map<String, Object> choice = Compilation.state("Choice", step);
        String name = place.states().add(Compilation.named(step, "filter"), choice);
        Map<String, Object> rule = rule(step, place);
        choice.put("Choices", new ArrayList<>(List.of(rule)));
        Ways ways = new Ways(place.scope());
        List<Fragment.End> ends = new ArrayList<>(way(step, new Fragment.End(rule, "Next", false), place, ways));
        ways.none();
        ends.add(new Fragment.End(choice, "Default", false));
        ways.join();
        return new Fragment(name, List.copyOf(ends));
    }

    private Map<String, Object> rule(Step step, Place place) {
        String simple = step.child("simple")
                .map(Step::text)
                .orElseThrow(() -> new NotCompiledException(
                        "The condition of " + step.name() + " can't be told to a state machine; use simple."));
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put(
                "Condition", Jsonata.expression(new SimplePredicate(place.values()).condition(around.resolve(simple))));
        return rule;
    }

    private List<Fragment.End> way(Step step, Fragment.End into, Place place, Ways ways) {
        ways.begin();
        Fragment way = compilation.sequence(steps(step), place);
        ways.end(way.isFinal());
        if (way.isEmpty()) {
            return List.of(into);
        }
        into.leadTo(way.entry());
        return way.ends();
    }

    private static List<Step> steps(Step step) {
        return step.children().stream()
                .filter(child -> !EXPRESSIONS.contains(child.name()))
                .toList();
    }

    /** Branches at the same time. */
    Fragment multicast(Step step, Place place) {
        if (!step.attribute("parallelProcessing").equals("true")) {
            throw new NotCompiledException(
                    "A state machine runs branches at the same time; set parallelProcessing: \"true\","
                            + " or write the steps one after the other.");
        }
        requireStop(step);
        List<Map<String, Object>> branches = new ArrayList<>();
        Map<String, Object> parallel = Compilation.state("Parallel", step);
        String name = place.states().add(Compilation.named(step, "parallel"), parallel);
        for (Step each : step.children()) {
            Place inside = place.inside(place.scope().branch());
            branches.add(compilation.sequence(List.of(each), inside).machine(inside.states()));
        }
        if (branches.isEmpty()) {
            throw new NotCompiledException("The multicast has no branches.");
        }
        parallel.put("Branches", branches);
        parallel.put(
                "Output",
                Jsonata.expression(
                        switch (step.attribute("aggregationStrategy")) {
                            // As Camel's own default: that of the last branch.
                            case "" -> "$states.result[-1]";
                            case "#grouped" -> "$states.result";
                            case "#original" -> Jsonata.INPUT;
                            default -> throw strategy();
                        }));
        return caught(name, parallel, place);
    }

    /** The same steps for each part. */
    Fragment split(Step step, Place place) {
        requireStop(step);
        if (place.scope().inPart()) {
            throw new NotCompiledException(
                    "A split within a split can't be told to a state machine; call a route for each"
                            + " part, or make one list before.");
        }
        String simple = step.child("simple")
                .map(Step::text)
                .orElseThrow(() -> new NotCompiledException(
                        "What is split can't be told to a state machine; use simple, such as ${body[items]}."));
        String value = place.values().value(around.resolve(simple));
        String items = "(" + value + " = null ? [] : [" + value + "])";
        if (place.catching().clauses().stream()
                        .anyMatch(clause -> !clause.errors().contains(Errors.ALL))
                && !place.catching().branches()) {
            throw new NotCompiledException(
                    "A state machine does not tell how a part of a split has failed; let the doCatch"
                            + " around it catch java.lang.Exception.");
        }
        Map<String, Object> map = Compilation.state("Map", step);
        String name = place.states().add(Compilation.named(step, "split"), map);
        Scope scope = place.scope().part();
        Place inside = place.inside(scope);
        Map<String, Object> take = new LinkedHashMap<>(Map.of("Type", "Pass"));
        String first = inside.states().add("take", take);
        Fragment each = Fragment.of(first, take).then(compilation.sequence(steps(step), inside));
        Map<String, Object> processor = new LinkedHashMap<>();
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("Mode", "DISTRIBUTED");
        configuration.put("ExecutionType", options.type());
        processor.put("ProcessorConfig", configuration);
        processor.putAll(each.machine(inside.states()));
        map.put("Items", Jsonata.expression(items));
        map.put("ItemSelector", selector(name, place, scope, take));
        boolean parallel = step.attribute("parallelProcessing").equals("true");
        map.put("MaxConcurrency", parallel ? options.maximumConcurrency() : 1);
        map.put("ItemProcessor", processor);
        map.put(
                "Output",
                Jsonata.expression(
                        switch (step.attribute("aggregationStrategy")) {
                            case "", "#original" -> Jsonata.INPUT;
                            // Where there is nothing to group, Camel leaves the body.
                            case "#grouped" -> "($count(" + items + ") = 0 ? $states.input : $states.result)";
                            default -> throw strategy();
                        }));
        return caught(name, map, place);
    }

    /** What each part gets: itself, its key, and what it reads of what is around, which it can't reach. */
    private static Map<String, Object> selector(String name, Place place, Scope scope, Map<String, Object> take) {
        Map<String, Object> selector = new LinkedHashMap<>();
        Map<String, Object> assign = new LinkedHashMap<>();
        selector.put("body", Jsonata.expression("$states.context.Map.Item.Value"));
        selector.put(
                "part_key",
                Jsonata.expression(place.scope().execution() + " & " + Jsonata.text("/" + name + "/")
                        + " & $string($states.context.Map.Item.Index)"));
        selector.put("part_correlation", Jsonata.expression(place.scope().correlation()));
        scope.copies().forEach((within, outside) -> selector.put(within, Jsonata.expression(outside)));
        Set<String> variables = new LinkedHashSet<>(selector.keySet());
        variables.remove("body");
        variables.forEach(each -> assign.put(each, Jsonata.expression(Jsonata.INPUT + "." + each)));
        take.put("Assign", assign);
        take.put("Output", Jsonata.expression(Jsonata.INPUT + ".body"));
        return selector;
    }

    private static Fragment caught(String name, Map<String, Object> state, Place place) {
        List<Map<String, Object>> catchers = place.catching().catchers(Jsonata.INPUT);
        if (!catchers.isEmpty()) {
            state.put("Catch", catchers);
        }
        return Fragment.of(name, state);
    }

    private static void requireStop(Step step) {
        if (!step.attribute("stopOnException").equals("true")) {
            throw new NotCompiledException(
                    "A state machine stops the other branches when one fails; set stopOnException:"
                            + " \"true\", as Camel goes on without it.");
        }
    }

    private static NotCompiledException strategy() {
        return new NotCompiledException(
                "This aggregationStrategy can't be told to a state machine; use #grouped (a list of"
                        + " all bodies), #original, or none.");
    }
}
