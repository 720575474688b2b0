package dev.dromedary.plan.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A workflow of chance, with what each route replies that it calls. Each call has a route of its own, so that replies and states
 * belong together.
 */
final class GeneratedWorkflow {

    private static final int MOST_DEPTH = 3;

    private final Random random;
    private final String id;
    private final StringBuilder yaml = new StringBuilder();
    private final Map<String, List<Reply>> replies = new LinkedHashMap<>();
    private final List<String> variables = new ArrayList<>();
    private int number;
    private boolean concurrent;

    /**
     * What a call comes to.
     *
     * @param body what the route leaves; null if it fails
     * @param failure the sentence of its failure, or null
     */
    record Reply(Map<String, Object> body, String failure) {}

    /** Where steps stand: how deep, in which kind of branch. */
    private record At(int depth, int indent, boolean branch, boolean part, boolean caught) {

        At deeper(int more) {
            return new At(depth + 1, indent + more, branch, part, caught);
        }

        At inBranch(boolean inPart) {
            return new At(depth, indent, true, part || inPart, caught && !inPart);
        }

        At caught(boolean told) {
            return new At(depth, indent, branch, part, told);
        }
    }

    GeneratedWorkflow(String id, long seed) {
        this.id = id;
        this.random = new Random(seed);
        line(0, "- route:");
        line(2, "  id: " + id);
        line(2, "  from:");
        line(4, "  uri: lambda-workflow:" + id);
        line(4, "  steps:");
        line(6, "  - setVariable: { name: in, simple: \"${body}\" }");
        variables.add("in");
        steps(new At(0, 8, false, false, false));
    }

    String id() {
        return id;
    }

    String yaml() {
        return yaml.toString();
    }

    /** By the routes that are called. */
    Map<String, List<Reply>> replies() {
        return replies;
    }

    /** By the states that call. */
    Map<String, List<Reply>> repliesToStates() {
        Map<String, List<Reply>> states = new LinkedHashMap<>();
        replies.forEach((route, all) -> states.put("c" + route, all));
        return states;
    }

    /** Whether calls of branches at the same time may end each other, so that which were made is a matter of time. */
    boolean hasFailingBranches() {
        return concurrent;
    }

    Map<String, Object> input() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("score", List.of(0, 1, 0.85, 0.5, 0.849).get(random.nextInt(5)));
        input.put("kind", List.of("a", "b", "c'd").get(random.nextInt(3)));
        input.put("n", random.nextInt(5));
        input.put("flag", random.nextBoolean());
        input.put("none", null);
        input.put("deep", Map.of("name", "x", "list", List.of("p", "q")));
        List<Map<String, Object>> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(Map.of("n", i));
        }
        input.put("items", items);
        return input;
    }

    private void line(int indent, String text) {
        yaml.append(" ".repeat(indent)).append(text).append('\n');
    }

    private void steps(At at) {
        int known = variables.size();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            step(at);
        }
        if (at.depth() > 0) {
            // What only one way sets may have no value behind it.
            while (variables.size() > known) {
                variables.remove(variables.size() - 1);
            }
        }
    }

    private void step(At at) {
        // Within a doCatch, ${exception.message} is of that one.
        int kinds = at.depth() >= MOST_DEPTH ? 5 : at.caught() ? 9 : 11;
        int indent = at.indent();
        switch (random.nextInt(kinds)) {
            case 0, 1 -> call(at);
            case 2 -> {
                String name = "v" + ++number;
                line(indent, "- setVariable: { name: " + name + ", simple: \"" + value(at) + "\" }");
                variables.add(name);
            }
            case 3 -> line(indent, "- setBody: { simple: \"" + value(at) + "\" }");
            case 4 ->
                line(
                        indent,
                        "- to: { uri: \"body:select\", parameters: { fields: \"a=${variable.in[kind]}, b='it is', c="
                                + (random.nextBoolean() ? "${body}" : "7") + "\" } }");
            case 5, 6 -> choice(at);
            case 7 -> {
                line(indent, "- filter:");
                line(indent, "    simple: \"" + condition() + "\"");
                line(indent, "    steps:");
                steps(at.deeper(6));
            }
            case 8 -> multicast(at);
            case 9 -> split(at);
            default -> doTry(at);
        }
    }

    private void call(At at) {
        String route = id + "-r" + ++number;
        String send = random.nextInt(3) == 0 ? variable() : null;
        String receive = random.nextInt(3) == 0 ? "v" + ++number : null;
        line(at.indent(), "- to:");
        line(at.indent(), "    id: c" + route);
        line(at.indent(), "    uri: lambda:invoke");
        line(at.indent(), "    parameters: { route: " + route + " }");
        if (send != null) {
            line(at.indent(), "    variableSend: " + send);
        }
        if (receive != null) {
            line(at.indent(), "    variableReceive: " + receive);
            variables.add(receive);
        }
        List<Reply> all = new ArrayList<>();
        int failures = random.nextInt(5) > 0 ? 0 : at.part() ? 9 : 1 + random.nextInt(6);
        concurrent |= failures > 0 && at.branch();
        for (int i = 0; i < failures; i++) {
            all.add(new Reply(null, "no " + route));
        }
        if (failures < 9) {
            all.add(new Reply(Map.of("status", List.of("done", "late").get(random.nextInt(2)), "n", number), null));
        }
        replies.put(route, all);
    }

    private String variable() {
        return variables.get(random.nextInt(variables.size()));
    }

    private String value(At at) {
        return switch (random.nextInt(at.caught() ? 8 : 7)) {
            case 0 -> "${variable." + variable() + "}";
            case 1 -> "${variable.in[kind]}";
            case 2 -> "a ${variable.in[n]}, ${variable.in[kind]}: ${variable.in[none]}${variable.in[missing]}%}.";
            case 3 -> "${variable.in[deep][name]}";
            case 4 -> "${variable.in[deep][list][1]}";
            case 5 -> "${exchangeProperty.correlationId}/${variable.in[flag]}";
            case 6 -> "${body}";
            default -> "because ${exception.message}";
        };
    }

    private String condition() {
        List<String> all = List.of(
                "${variable.in[score]} >= '0.85'",
                "${variable.in[score]} < '0.5'",
                "${variable.in[n]} > '2.0'",
                "${variable.in[missing]} < '2.0'",
                "${variable.in[kind]} == 'a'",
                "${variable.in[kind]} != 'a'",
                "${variable.in[n]} == '3'",
                "${variable.in[n]} in '1,2'",
                "${variable.in[kind]} in 'a,b'",
                "${variable.in[flag]} == true",
                "${variable.in[none]} == null",
                "${variable.in[missing]} != null",
                "${variable.in[items]} != null");
        String one = all.get(random.nextInt(all.size()));
        return switch (random.nextInt(4)) {
            case 0 -> one + " && " + all.get(random.nextInt(all.size()));
            case 1 -> one + " || " + all.get(random.nextInt(all.size()));
            default -> one;
        };
    }

    private void choice(At at) {
        int indent = at.indent();
        line(indent, "- choice:");
        line(indent, "    when:");
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            line(indent, "      - simple: \"" + condition() + "\"");
            line(indent, "        steps:");
            steps(at.deeper(10));
        }
        if (random.nextBoolean()) {
            line(indent, "    otherwise:");
            line(indent, "      steps:");
            int last = random.nextInt(5);
            if (last == 0) {
                line(
                        indent,
                        "        - throwException: { exceptionType: java.lang.IllegalStateException, message: \"bad"
                                + " ${variable.in[n]}\" }");
                concurrent |= at.branch();
            } else if (last == 1 && !at.branch()) {
                line(indent, "        - stop: {}");
            } else {
                steps(at.deeper(8));
            }
        }
    }

    private void multicast(At at) {
        int indent = at.indent();
        line(indent, "- multicast:");
        line(indent, "    parallelProcessing: \"true\"");
        line(indent, "    stopOnException: \"true\"");
        strategy(indent, List.of("#grouped", "#original", ""));
        line(indent, "    steps:");
        for (int i = 1 + random.nextInt(2); i >= 0; i--) {
            line(indent, "      - pipeline:");
            line(indent, "          steps:");
            steps(at.deeper(12).inBranch(false));
        }
    }

    private void split(At at) {
        if (at.part()) {
            call(at);
            return;
        }
        int indent = at.indent();
        line(indent, "- split:");
        line(indent, "    simple: \"${variable.in[items]}\"");
        line(indent, "    stopOnException: \"true\"");
        if (random.nextBoolean()) {
            line(indent, "    parallelProcessing: \"true\"");
        }
        strategy(indent, List.of("#grouped", ""));
        line(indent, "    steps:");
        steps(at.deeper(6).inBranch(true));
    }

    private void strategy(int indent, List<String> all) {
        String strategy = all.get(random.nextInt(all.size()));
        if (!strategy.isEmpty()) {
            line(indent, "    aggregationStrategy: \"" + strategy + "\"");
        }
    }

    private void doTry(At at) {
        int indent = at.indent();
        line(indent, "- doTry:");
        line(indent, "    steps:");
        At deeper = at.deeper(6);
        int known = variables.size();
        call(deeper);
        while (variables.size() > known) {
            variables.remove(variables.size() - 1);
        }
        steps(deeper);
        line(indent, "    doCatch:");
        line(indent, "      - exception: [ java.lang.Exception ]");
        line(indent, "        steps:");
        steps(at.deeper(10).caught(true));
    }
}
