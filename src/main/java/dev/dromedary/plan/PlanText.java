package dev.dromedary.plan;

/** The plan for people. */
final class PlanText {

    private PlanText() {}

    static String of(Plan plan) {
        return plan.functions().keySet() + "\n";
    }
}
