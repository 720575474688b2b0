package dev.dromedary;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house of CONTRIBUTING.md: imports point from the desk to the plan to the function, and never back. */
@AnalyzeClasses(packages = "dev.dromedary", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String FUNCTION = "dev.dromedary.function.";
    private static final String PARQUET = FUNCTION + "records.parquet..";
    private static final String DESK = "dev.dromedary.desk.";

    @ArchTest
    static final ArchRule ALL_CODE_IS_BEHIND_ONE_OF_THREE_WALLS = classes()
            .should()
            .resideInAnyPackage("dev.dromedary.function..", "dev.dromedary.plan..", "dev.dromedary.desk..");

    @ArchTest
    static final ArchRule IMPORTS_POINT_FROM_DESK_TO_PLAN_TO_FUNCTION = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("desk")
            .definedBy("dev.dromedary.desk..")
            .layer("plan")
            .definedBy("dev.dromedary.plan..")
            .layer("function")
            .definedBy("dev.dromedary.function..")
            .whereLayer("desk")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("plan")
            .mayOnlyBeAccessedByLayers("desk");

    @ArchTest
    static final ArchRule RECORDS_KNOW_THE_JDK_AND_THREE_SMALL_LIBRARIES_ONLY = noClasses()
            .that()
            .resideInAPackage(FUNCTION + "records..")
            .and()
            .resideOutsideOfPackage(PARQUET)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    FUNCTION + "records..",
                    "java..",
                    "javax.crypto..",
                    "com.tdunning.math.stats..",
                    "com.google.re2j..",
                    "com.github.luben.zstd..");

    @ArchTest
    static final ArchRule PARQUET_IS_KNOWN_WHERE_IT_IS_WRITTEN = noClasses()
            .that()
            .resideInAPackage("dev.dromedary..")
            .and()
            .resideOutsideOfPackage(PARQUET)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.parquet..", "shaded.parquet..");

    @ArchTest
    static final ArchRule DUCKDB_IS_KNOWN_WHERE_IT_RUNS = noClasses()
            .that()
            .resideInAPackage("dev.dromedary..")
            .and()
            .resideOutsideOfPackages(FUNCTION + "steps.query.duckdb..", DESK + "testing..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.duckdb..");

    @ArchTest
    static final ArchRule PARQUET_KNOWS_ROWS_ONLY = noClasses()
            .that()
            .resideInAPackage(PARQUET)
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    FUNCTION + "records..",
                    "java..",
                    "org.apache.parquet..",
                    "shaded.parquet..",
                    "com.github.luben.zstd..");

    @ArchTest
    static final ArchRule EXPRESSIONS_KNOW_NOTHING_ELSE_OF_OURS = noClasses()
            .that()
            .resideInAPackage(FUNCTION + "records.expression..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    FUNCTION + "records.expression..", "java..", "javax.crypto..", "com.google.re2j..");

    @ArchTest
    static final ArchRule METRICS_KNOW_CAMEL_ONLY = noClasses()
            .that()
            .resideInAPackage(FUNCTION + "metrics..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(FUNCTION + "metrics..", "java..", "org.apache.camel..");

    @ArchTest
    static final ArchRule TRACING_KNOWS_NOTHING_ELSE_OF_OURS = noClasses()
            .that()
            .resideInAPackage(FUNCTION + "tracing..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages(
                    FUNCTION + "tracing..", "java..", "org.apache.camel..", "org.slf4j..", "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule LEDGER_KNOWS_NOTHING_ELSE_OF_OURS = noClasses()
            .that()
            .resideInAPackage(FUNCTION + "ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    FUNCTION + "records..",
                    FUNCTION + "metrics..",
                    FUNCTION + "runtime..",
                    FUNCTION + "trigger..",
                    FUNCTION + "steps..");

    @ArchTest
    static final ArchRule STEPS_DO_NOT_KNOW_WHAT_STARTED_THEM = noClasses()
            .that()
            .resideInAPackage(FUNCTION + "steps..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FUNCTION + "runtime..", FUNCTION + "trigger..");

    @ArchTest
    static final ArchRule THE_RUNTIME_KNOWS_NO_TRIGGER = noClasses()
            .that()
            .resideInAPackage(FUNCTION + "runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(FUNCTION + "trigger..");

    @ArchTest
    static final ArchRule NOTHING_IN_THE_PLAN_KNOWS_ITS_TRIGGERS = noClasses()
            .that()
            .resideInAPackage("dev.dromedary.plan..")
            .and()
            .resideOutsideOfPackage("dev.dromedary.plan.trigger..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.dromedary.plan.trigger..");

    @ArchTest
    static final ArchRule TRIGGERS_STAND_IN_NO_CIRCLE =
            slices().matching(FUNCTION + "trigger.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TRIGGERS_AND_STEPS_MEET_ONLY_IN_ROUTES = noClasses()
            .that()
            .resideInAnyPackage(FUNCTION + "runtime..", FUNCTION + "trigger..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(FUNCTION + "steps..");

    @ArchTest
    static final ArchRule ONLY_COMMANDS_KNOW_THE_COMMANDS = noClasses()
            .that()
            .resideInAPackage("dev.dromedary..")
            .and()
            .resideOutsideOfPackage(DESK + "cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DESK + "cli..");

    @ArchTest
    static final ArchRule THE_EMBEDDED_CLOUD_AND_EMULATORS_DO_NOT_KNOW_EACH_OTHER = noClasses()
            .that()
            .resideInAPackage(DESK + "cloud..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DESK + "emulator..", DESK + "testing..", DESK + "operations..");

    @ArchTest
    static final ArchRule EMULATORS_DO_NOT_KNOW_THE_EMBEDDED_CLOUD = noClasses()
            .that()
            .resideInAPackage(DESK + "emulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(DESK + "cloud..", FUNCTION + "steps..");

    @ArchTest
    static final ArchRule NO_STATIC_STATE_CHANGES =
            fields().that().areStatic().should().beFinal();
}
