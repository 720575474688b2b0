package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route takes as a property is planned with its value in the environment. */
class EnvironmentPlanTest {

    private static final String SETTINGS = """
            orders.memory=512
            orders.seconds=60
            orders.every=rate(1 day)
            orders.expected=86400
            orders.model=amazon.nova-lite-v1:0
            orders.sender=shop@example.com
            orders.recipients=one@example.com
            """;

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder).append("orders/orders.properties", SETTINGS);
        routes.route(
                "daily",
                "lambda-schedule:daily",
                "expression: \"{{orders.every}}\", memory: \"{{orders.memory}}\", timeout: \"{{orders.seconds}}\","
                        + " expectEvery: \"{{orders.expected}}\"",
                """
                - to: aws2-s3:{{orders.archive}}?keyName=a/b
                - to: aws-bedrock:x?operation=converse&modelId={{orders.model}}
                - to: aws2-ses:{{orders.sender}}?to={{orders.recipients}}
                """);
    }

    private Plan plan(String environment) {
        return Plan.of(new RoutesFolder(folder).in(environment));
    }

    private static Map<String, Object> daily(Plan plan) {
        return PlannedRoutes.map(plan.document(), "functions", "orders-daily");
    }

    private Set<String> allowed(String environment) {
        return PlannedRoutes.allowed(
                plan(environment).functions().get("orders-daily").needs().permissions());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders.memory=2048      | memory      | 2048",
                "orders.seconds=900      | timeout     | 900",
                "orders.expected=3600    | expectEvery | 3600",
                "orders.every=rate(1 hour) | trigger   | {kind=schedule, expression=rate(1 hour), timeZone=UTC}",
            })
    void shouldFollow_whenAnEnvironmentSetsAnOptionOfTheTrigger(String property, String field, String value)
            throws IOException {
        String elsewhere = String.valueOf(daily(routes.plan()).get(field));

        routes.write("orders/orders.prod.properties", property + "\n");

        assertThat(daily(plan("prod")).get(field)).hasToString(value);
        assertThat(daily(plan("dev")).get(field)).hasToString(elsewhere);
        assertThat(daily(routes.plan()).get(field)).hasToString(elsewhere).isNotEqualTo(value);
    }

    @Test
    void shouldAllowJustThat_whenAnEnvironmentHasAnotherModelMailAndBucket() throws IOException {
        routes.write("orders/orders.prod.properties", """
                orders.archive=shop-vault
                orders.model=amazon.nova-pro-v1:0
                orders.sender=sales@example.com
                orders.recipients=one@example.com, two@example.com
                """);

        assertThat(allowed("prod"))
                .anyMatch(each -> each.contains("amazon.nova-pro-v1:0"))
                .noneMatch(each -> each.contains("amazon.nova-lite-v1:0"))
                .contains(
                        "s3:PutObject s3:::shop-vault-${environment}-${account}-${region}/a/b",
                        "ses:SendEmail ses:identity/sales@example.com",
                        "ses:SendEmail ses:identity/two@example.com")
                .noneMatch(each -> each.contains("shop@example.com") || each.contains("shop-archive"));
        assertThat(allowed("dev"))
                .contains(
                        "s3:PutObject s3:::shop-archive-${environment}-${account}-${region}/a/b",
                        "ses:SendEmail ses:identity/shop@example.com")
                .noneMatch(each -> each.contains("nova-pro") || each.contains("two@example.com"));
    }

    @Test
    @SuppressWarnings("unchecked")
    void shouldSetWhatTheValueNames_whenAnEnvironmentNamesAnotherProperty() throws IOException {
        routes.append("orders/orders.properties", "orders.team=team@example.com\n")
                .write("orders/orders.prod.properties", "orders.recipients={{orders.team}}\n");

        assertThat((Map<String, Object>) daily(plan("prod")).get("environment"))
                .containsEntry("ORDERS_RECIPIENTS", "team@example.com")
                .containsEntry("ORDERS_TEAM", "team@example.com");
        assertThat((Map<String, Object>) daily(plan("dev")).get("environment")).doesNotContainKey("ORDERS_TEAM");
    }

    @Test
    void shouldNameWhatExistsAlready_whenItIsExternalInOneEnvironment() throws IOException {
        routes.write("orders/orders.prod.properties", "orders.external=shop-archive\n");

        assertThat(allowed("prod")).contains("s3:PutObject s3:::shop-archive/a/b");
        assertThat(plan("prod").document()).doesNotContainKey("buckets");
        assertThat(PlannedRoutes.map(routes.plan().document(), "buckets")).containsKey("shop-archive");
    }

    @Test
    void shouldSayForWhichEnvironmentItIs_whenPlansAreWritten() throws IOException {
        assertThat(routes.plan().document()).doesNotContainKeys("environment", "ownPlans");

        routes.write("orders/orders.prod.properties", "orders.memory=1024\n");

        assertThat(routes.plan().document())
                .doesNotContainKey("environment")
                .containsEntry("ownPlans", List.of("prod"));
        assertThat(plan("prod").document()).containsEntry("environment", "prod").doesNotContainKey("ownPlans");
        assertThat(plan("prod").json()).contains("\"environment\" : \"prod\"");
        assertThat(plan("prod").text()).startsWith("ENVIRONMENT  prod\n");
        assertThat(plan("dev").text()).startsWith("ENVIRONMENT  dev, which has no settings of its own\n");
    }

    @Test
    void shouldTellThem_whenPlansOfEnvironmentsAreCompared() throws IOException {
        String before = routes.plan().json();
        routes.write("orders/orders.prod.properties", "orders.recipients=two@example.com\n");

        assertThat(PlanComparison.of(before, routes.plan())).isEqualTo("ENVIRONMENTS\n+ a plan of its own for prod\n");
        assertThat(PlanComparison.of(before, plan("prod")))
                .startsWith("ENVIRONMENTS\n~ environment any -> prod\n")
                .contains(
                        "! orders-daily may ses:SendEmail on ses:identity/two@example.com, which it could not before");
        assertThat(PlanComparison.of(plan("prod").json(), plan("prod"))).isEqualTo("Nothing changes.\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orders.memory=64       | The option memory",
                "orders.every=rate(1 dy) | rate(1 dy)",
                "orders.archive=My..Bucket | The name of the bucket"
            })
    void shouldNameTheOverridingLine_whenOnlyTheEnvironmentIsWrong(String property, String said) throws IOException {
        routes.write("orders/orders.prod.properties", "# Production\norders.seconds=300\n" + property + "\n");

        assertThat(Plan.findings(new RoutesFolder(folder))).isEmpty();
        assertThat(Plan.findings(new RoutesFolder(folder).in("prod")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.place()).startsWith("orders/orders.prod.properties:3");
                    assertThat(finding.message()).contains(said);
                });
    }

    @Test
    void shouldLeaveItWhereItIs_whenAllEnvironmentsAreWrong() throws IOException {
        routes.write("orders/orders.prod.properties", "orders.seconds=300\n")
                .replace("orders/daily.camel.yaml", "{{orders.memory}}", "64");

        assertThat(Plan.findings(new RoutesFolder(folder).in("prod")))
                .isNotEmpty()
                .isEqualTo(Plan.findings(new RoutesFolder(folder)));
    }

    @Test
    void shouldPlanThresholdsOfItsAlarms_whenPropertiesHaveThem() throws IOException {
        routes.append("orders/orders.properties", "orders.thresholds.model-cost=2.5\norders.thresholds.queue-age=60\n")
                .write("orders/orders.prod.properties", "orders.thresholds.model-cost=40\n");

        assertThat(daily(routes.plan()))
                .containsEntry(
                        "thresholds", Map.of("model_cost", new BigDecimal("2.5"), "queue_age", new BigDecimal(60)));
        assertThat(daily(plan("prod")))
                .containsEntry("thresholds", Map.of("model_cost", new BigDecimal(40), "queue_age", new BigDecimal(60)));
        assertThat(plan("prod").json()).contains("\"model_cost\" : 40,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quality-scor=90   | No alarm has the threshold \"quality-scor\"; | Did you mean \"quality-score\"?",
                "quality-score=101 | The property orders.thresholds.quality-score is \"101\" | and up to 100.",
                "duration-share=1  | The property orders.thresholds.duration-share is \"1\"   | up to 0.99.",
                "model-cost=cheap  | The property orders.thresholds.model-cost is \"cheap\"   | a number above 0.",
                "model-cost=0      | The property orders.thresholds.model-cost is \"0\"       | a number above 0."
            })
    void shouldNamePlaceAndMistake_whenAThresholdIsWrong(String threshold, String begins, String ends)
            throws IOException {
        routes.write("orders/orders.prod.properties", "orders.seconds=300\norders.thresholds." + threshold + "\n");

        assertThat(Plan.findings(new RoutesFolder(folder).in("prod")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.place()).isEqualTo("orders/orders.prod.properties:2");
                    assertThat(finding.message()).startsWith(begins).endsWith(ends);
                });
    }
}
