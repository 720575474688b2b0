package dev.dromedary.plan.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What an execution of a state machine goes through, when nothing fails. Of ways that exclude each other the longest counts that does not
 * end in a failure. A state that is entered is a transition.
 *
 * @see <a href="https://aws.amazon.com/step-functions/pricing/">Step Functions' pricing: a transition is counted each time a step is executed</a>
 * @param transitions how many
 * @param executions of their own that parts of lists are
 * @param seconds that it takes: those of the functions that it waits for, and what it waits
 * @param functions that are called, one by one
 * @param fails whether it ends in a failure
 */
record MachineWay(double transitions, double executions, double seconds, List<String> functions, boolean fails) {

    private static final MachineWay END = new MachineWay(0, 0, 0, List.of(), false);

    /** How long a function takes. */
    interface Durations {

        /** Seconds of one invocation. */
        double seconds(String function);
    }

    /**
     * The way through a definition in the Amazon States Language.
     *
     * @param items how many parts a list has
     */
    static MachineWay of(JsonNode definition, double items, Durations durations) {
        return new Reader(items, durations).machine(definition);
    }

    private MachineWay then(MachineWay next) {
        List<String> all = new ArrayList<>(functions);
        all.addAll(next.functions);
        return new MachineWay(
                transitions + next.transitions,
                executions + next.executions,
                seconds + next.seconds,
                all,
                fails || next.fails);
    }

    private static MachineWay state(double seconds) {
        return new MachineWay(1, 0, seconds, List.of(), false);
    }

    private static MachineWay longer(MachineWay one, MachineWay other) {
        if (one.fails != other.fails) {
            return one.fails ? other : one;
        }
        return other.transitions > one.transitions ? other : one;
    }

    /** The compiler makes no loops, so that each way ends. */
    private record Reader(double items, Durations durations) {

        MachineWay machine(JsonNode definition) {
            return from(definition.path("States"), definition.path("StartAt").asText());
        }

        private MachineWay from(JsonNode states, String name) {
            JsonNode state = states.path(name);
            MachineWay here =
                    switch (state.path("Type").asText()) {
                        case "Choice" -> state(0).then(choice(states, state));
                        case "Fail" -> new MachineWay(1, 0, 0, List.of(), true);
                        case "Parallel" -> state(0).then(branches(state.path("Branches")));
                        case "Map" -> state(0).then(parts(state));
                        case "Wait" -> state(state.path("Seconds").asDouble());
                        case "Task" -> task(state);
                        default -> state(0);
                    };
            return state.has("Next") ? here.then(from(states, state.path("Next").asText())) : here;
        }

        private MachineWay choice(JsonNode states, JsonNode state) {
            MachineWay longest =
                    state.has("Default") ? from(states, state.path("Default").asText()) : END;
            for (JsonNode each : state.path("Choices")) {
                longest = longer(longest, from(states, each.path("Next").asText()));
            }
            return longest;
        }

        private MachineWay branches(JsonNode branches) {
            double longest = 0;
            MachineWay all = END;
            for (JsonNode each : branches) {
                MachineWay branch = machine(each);
                longest = Math.max(longest, branch.seconds);
                all = all.then(branch);
            }
            return new MachineWay(all.transitions, all.executions, longest, all.functions, all.fails);
        }

        private MachineWay parts(JsonNode state) {
            MachineWay part = machine(state.path("ItemProcessor"));
            double atOnce =
                    Math.max(1, Math.min(items, state.path("MaxConcurrency").asDouble(items)));
            return new MachineWay(
                    items * part.transitions,
                    items * (1 + part.executions),
                    Math.ceil(items / atOnce) * part.seconds,
                    part.functions,
                    part.fails);
        }

        private MachineWay task(JsonNode state) {
            String function = state.path("Arguments")
                    .path("FunctionName")
                    .asText()
                    .replaceFirst(".*:function:", "")
                    .replaceFirst("-\\$\\{environment}.*", "");
            return new MachineWay(1, 0, durations.seconds(function), List.of(function), false);
        }
    }

    /** How many parallel branches and parts there are, by which an Express workflow's memory grows. */
    static double parallel(JsonNode definition, double items) {
        double all = definition.has("MaxConcurrency") ? items : 0;
        all += definition.path("Branches").size();
        return all
                + StreamSupport.stream(definition.spliterator(), false)
                        .mapToDouble(each -> parallel(each, items))
                        .sum();
    }
}
