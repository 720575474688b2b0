package dev.dromedary.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.RuleCompiler;

/** The rules of one bus, matched by EventBridge's own matcher. */
final class EventBus {
    private final Machine machine = Machine.builder().build();
    private final Map<String, Consumer<String>> targets = new ConcurrentHashMap<>();

    /** A rule that wants an event. */
    record Match(String rule, Consumer<String> target) {}

    /** @throws IllegalArgumentException when the name is taken or the pattern is none */
    void add(String rule, String pattern, Consumer<String> target) {
        String fault = RuleCompiler.check(pattern);
        if (fault != null) {
            throw invalid(rule, fault);
        }
        if (targets.putIfAbsent(rule, target) != null) {
            throw new IllegalArgumentException("There is a rule " + Shown.of(rule) + " already.");
        }
        try {
            machine.addRule(rule, pattern);
        } catch (IOException | RuntimeException e) {
            targets.remove(rule);
            throw invalid(rule, e.getMessage());
        }
    }

    private static IllegalArgumentException invalid(String rule, String fault) {
        String reason = Shown.of(String.valueOf(fault).lines().findFirst().orElse(""));
        return new IllegalArgumentException("The event pattern of rule " + Shown.of(rule) + " is not valid: " + reason);
    }

    /** @param event a JSON document that is well-formed */
    List<Match> matches(String event) {
        List<Match> matches = new ArrayList<>();
        for (String rule : rules(event)) {
            matches.add(new Match(rule, targets.get(rule)));
        }
        return matches;
    }

    private List<String> rules(String event) {
        try {
            return machine.rulesForJSONEvent(event);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The event could not be matched: " + e.getMessage(), e);
        }
    }
}
