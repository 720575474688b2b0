package dev.dromedary.desk.emulator;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A state machine's definition such that MiniStack comes to what Step Functions does. Where states are written in JSONata, it looks at no
 * {@code Output} of a {@code Parallel}, and at no {@code Items} and {@code ItemSelector} of a Distributed Map; docs/rehearsing.md has it.
 */
final class RehearsedStates {

    private static final String INPUT = "$states.input";
    private static final String RESULT = "$states.result";

    private int parallels;

    private RehearsedStates() {}

    /** A definition, as the plan has it. */
    static Map<String, Object> of(Map<String, Object> definition) {
        return new RehearsedStates().machine(definition);
    }

    private Map<String, Object> machine(Map<String, Object> machine) {
        Map<String, Object> rehearsed = new LinkedHashMap<>(machine);
        Map<String, Object> states = new LinkedHashMap<>();
        new Part(machine).parts("States").forEach((name, state) -> {
            switch (state.text("Type")) {
                case "Parallel" -> parallel(name, state, states);
                case "Map" -> states.put(name, map(state));
                default -> states.put(name, state.fields());
            }
        });
        rehearsed.put("States", states);
        return rehearsed;
    }

    /** What it gets is kept in a variable, and a state behind it makes its output. */
    private void parallel(String name, Part state, Map<String, Object> states) {
        String kept = "kept_" + ++parallels;
        String branches = name + ", branches";
        String output = name + ", output";
        states.put(name, Map.of("Type", "Pass", "Assign", Map.of(kept, "{% " + INPUT + " %}"), "Next", branches));

        Map<String, Object> parallel = new LinkedHashMap<>(state.fields());
        parallel.remove("Output");
        parallel.remove("End");
        parallel.put("Next", output);
        parallel.put(
                "Branches",
                state.list("Branches").stream()
                        .map(branch -> machine(branch.fields()))
                        .toList());
        states.put(branches, parallel);

        Map<String, Object> pass = new LinkedHashMap<>(Map.of("Type", "Pass"));
        pass.put("Output", state.text("Output").replace(INPUT, "$" + kept).replace(RESULT, INPUT));
        state.optional("Next").ifPresentOrElse(next -> pass.put("Next", next), () -> pass.put("End", true));
        states.put(output, pass);
    }

    /** Its parts run in the execution itself. */
    private Map<String, Object> map(Part state) {
        Map<String, Object> processor =
                new LinkedHashMap<>(machine(state.part("ItemProcessor").fields()));
        processor.put("ProcessorConfig", Map.of("Mode", "INLINE"));
        Map<String, Object> map = new LinkedHashMap<>(state.fields());
        map.put("ItemProcessor", processor);
        return map;
    }
}
