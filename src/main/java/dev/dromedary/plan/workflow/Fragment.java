package dev.dromedary.plan.workflow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * States that follow each other, with ends that lead nowhere yet.
 *
 * @param entry name of the first state; null if there is none
 * @param ends what leads on
 */
record Fragment(String entry, List<End> ends) {

    /** Nothing. */
    static final Fragment EMPTY = new Fragment(null, List.of());

    /**
     * An end that leads nowhere yet.
     *
     * @param state the state, or the rule or catcher in it
     * @param field that names the next state
     * @param canEnd whether the workflow may end here, as that of a whole state
     */
    record End(Map<String, Object> state, String field, boolean canEnd) {

        void leadTo(String next) {
            state.put(field, next);
        }
    }

    boolean isEmpty() {
        return entry == null && ends.isEmpty();
    }

    /** Whether nothing that stands behind it is ever reached. */
    boolean isFinal() {
        return entry != null && ends.isEmpty();
    }

    /** This, and then the next. */
    Fragment then(Fragment next) {
        if (isEmpty() || next.isEmpty()) {
            return isEmpty() ? next : this;
        }
        ends.forEach(end -> end.leadTo(next.entry));
        return new Fragment(entry, next.ends);
    }

    /** One state, behind which it goes on. */
    static Fragment of(String name, Map<String, Object> state) {
        return new Fragment(name, List.of(new End(state, "Next", true)));
    }

    /** The same with other ends. */
    Fragment endingIn(List<End> others) {
        return new Fragment(entry, List.copyOf(others));
    }

    /** Ends of both. */
    static List<End> together(List<End> one, List<End> other) {
        List<End> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** The machine of it: where it begins, and its states. */
    Map<String, Object> machine(States states) {
        boolean needsState = entry == null || ends.stream().anyMatch(end -> !end.canEnd());
        String done = needsState ? states.add("Done", new LinkedHashMap<>(Map.of("Type", "Succeed"))) : null;
        for (End end : ends) {
            if (end.canEnd()) {
                end.state().put("End", true);
            } else {
                end.leadTo(done);
            }
        }
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("StartAt", entry == null ? done : entry);
        machine.put("States", states.all());
        return machine;
    }
}
