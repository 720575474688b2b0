package dev.dromedary;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports point one way: cli → testing, operations → local; cli → check, emulator → plan; local, plan → lambda, steps → the rest. */
@AnalyzeClasses(packages = "dev.dromedary", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule RECORDS_KNOW_THE_JDK_AND_A_SKETCH_OF_PERCENTILES_ONLY = noClasses()
            .that()
            .resideInAPackage("dev.dromedary.records..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.dromedary.records..", "java..", "com.tdunning.math.stats..");

    @ArchTest
    static final ArchRule LEDGER_KNOWS_NOTHING_ELSE_OF_OURS = noClasses()
            .that()
            .resideInAPackage("dev.dromedary.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.dromedary.records..",
                    "dev.dromedary.metrics..",
                    "dev.dromedary.lambda..",
                    "dev.dromedary.steps..",
                    "dev.dromedary.local..",
                    "dev.dromedary.emulator..",
                    "dev.dromedary.plan..",
                    "dev.dromedary.check..",
                    "dev.dromedary.operations..",
                    "dev.dromedary.cli..");

    @ArchTest
    static final ArchRule METRICS_KNOW_NOTHING_ELSE_OF_OURS = noClasses()
            .that()
            .resideInAPackage("dev.dromedary.metrics..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.dromedary.metrics..", "java..", "org.apache.camel..");

    @ArchTest
    static final ArchRule FUNCTIONS_DO_NOT_KNOW_THE_DESK = noClasses()
            .that()
            .resideInAnyPackage("dev.dromedary.lambda..", "dev.dromedary.steps..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.dromedary.local..",
                    "dev.dromedary.emulator..",
                    "dev.dromedary.plan..",
                    "dev.dromedary.check..",
                    "dev.dromedary.testing..",
                    "dev.dromedary.operations..",
                    "dev.dromedary.cli..");

    @ArchTest
    static final ArchRule LAMBDA_AND_STEPS_MEET_ONLY_IN_ROUTES = noClasses()
            .that()
            .resideInAPackage("dev.dromedary.lambda..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.dromedary.steps..");

    @ArchTest
    static final ArchRule STEPS_DO_NOT_KNOW_WHAT_STARTED_THEM = noClasses()
            .that()
            .resideInAPackage("dev.dromedary.steps..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.dromedary.lambda..");

    @ArchTest
    static final ArchRule LOCAL_AND_PLAN_DO_NOT_KNOW_THE_COMMANDS = noClasses()
            .that()
            .resideInAnyPackage("dev.dromedary.local..", "dev.dromedary.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.dromedary.check..",
                    "dev.dromedary.cli..",
                    "dev.dromedary.testing..",
                    "dev.dromedary.operations..");

    @ArchTest
    static final ArchRule CHECKS_DO_NOT_KNOW_THE_COMMANDS_AND_THE_EMBEDDED_CLOUD = noClasses()
            .that()
            .resideInAPackage("dev.dromedary.check..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.dromedary.local..",
                    "dev.dromedary.cli..",
                    "dev.dromedary.testing..",
                    "dev.dromedary.operations..");

    @ArchTest
    static final ArchRule TESTS_OF_ROUTES_AND_OPERATIONS_DO_NOT_KNOW_THE_COMMANDS = noClasses()
            .that()
            .resideInAnyPackage("dev.dromedary.testing..", "dev.dromedary.operations..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.dromedary.cli..");

    @ArchTest
    static final ArchRule EMULATOR_KNOWS_THE_PLAN_AND_HOW_ROUTES_RUN = noClasses()
            .that()
            .resideInAPackage("dev.dromedary.emulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.dromedary.local..", "dev.dromedary.cli..", "dev.dromedary.steps..");

    @ArchTest
    static final ArchRule LOCAL_AND_PLAN_DO_NOT_KNOW_EMULATORS = noClasses()
            .that()
            .resideInAnyPackage("dev.dromedary.local..", "dev.dromedary.plan..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.dromedary.emulator..");

    @ArchTest
    static final ArchRule NO_STATIC_STATE_CHANGES =
            fields().that().areStatic().should().beFinal();
}
