package dev.dromedary.desk.cloud.eventbridge;

import dev.dromedary.desk.cloud.Shown;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.plan.EventPattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import software.amazon.event.ruler.Machine;

/** The rules of one bus, matched by EventBridge's own matcher. */
final class EventBus {
    private final Machine machine = Machine.builder().build();
    private final Map<String, Consumer<String>> targets = new ConcurrentHashMap<>();

    /** A rule that wants an event. */
    record Match(String rule, Consumer<String> target) {}

    /** @throws IllegalArgumentException when the name is taken or the pattern is none */
    void add(String rule, String pattern, Consumer<String> target) {
        check(rule, pattern);
        if (targets.putIfAbsent(rule, target) != null) {
            throw new IllegalArgumentException("There is a rule " + Shown.of(rule) + " already.");
        }
        try {
            machine.addRule(rule, pattern);
        } catch (IOException | RuntimeException e) {
            targets.remove(rule);
            throw new IllegalArgumentException(
                    "The event pattern of rule " + Shown.of(rule) + " can't be matched by EventBridge's matcher", e);
        }
    }

    /** As EventBridge does; a rule on AWS has the real name of its bucket, which is longer. */
    private static void check(String rule, String pattern) {
        try {
            EventPattern.check("the pattern", JsonText.parse("the pattern", pattern));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The event pattern of rule " + Shown.of(rule) + " is not valid: " + Shown.of(e.getMessage()), e);
        }
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
