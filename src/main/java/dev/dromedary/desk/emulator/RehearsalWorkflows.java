package dev.dromedary.desk.emulator;

import dev.dromedary.function.runtime.JsonDocument;
import java.util.Map;

/**
 * State machines of a plan's workflows in the template of a rehearsal. They call the functions that run from the built zip.
 *
 * @param plan the plan's document
 * @param names what it leaves open
 * @param template gets it, after the functions
 */
record RehearsalWorkflows(Part plan, Names names, Template template) {

    void add() {
        plan.parts("stateMachines").forEach(this::machine);
    }

    private void machine(String id, Part machine) {
        String name = names.fill(machine.text("name"));
        // As a text, whose numbers and truth values no template makes texts of.
        String definition = JsonDocument.write(
                RehearsedStates.of(names.fill(machine.part("definition").fields())));
        template.add(
                "workflow " + id,
                "StepFunctions::StateMachine",
                machine.text("pipeline"),
                Map.of(
                        "StateMachineName",
                        name,
                        "StateMachineType",
                        machine.text("type"),
                        "RoleArn",
                        "arn:aws:iam::" + names.account() + ":role/" + name + "-workflow",
                        "DefinitionString",
                        definition));
    }
}
