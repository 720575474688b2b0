package dev.dromedary.plan.workflow;

import dev.dromedary.plan.Step;
import java.util.Optional;

/** The expression of a step in JSONata. */
final class Expressions {

    private Expressions() {}

    /**
     * What a step's expression comes to.
     *
     * @throws NotCompiledException if it has no counterpart
     */
    static String of(Step step, Place place, Around around) {
        return find(step, place, around)
                .orElseThrow(() -> new NotCompiledException("The expression of " + step.name()
                        + " can't be told to a state machine; use simple, constant or" + " variable."));
    }

    private static Optional<String> find(Step step, Place place, Around around) {
        for (Step child : step.children()) {
            String text = around.resolve(child.text());
            switch (child.name()) {
                case "simple" -> {
                    requireNoType(child);
                    return Optional.of(place.values().value(text));
                }
                case "constant" -> {
                    requireNoType(child);
                    return Optional.of(Jsonata.text(text));
                }
                case "variable" -> {
                    return Optional.of(place.values().function("variable." + text.strip()));
                }
                default -> {
                    // Another part of the step.
                }
            }
        }
        return Optional.empty();
    }

    private static void requireNoType(Step expression) {
        if (!expression.attribute("resultType").isEmpty()) {
            throw new NotCompiledException("The option resultType can't be told to a state machine; leave it out.");
        }
    }
}
