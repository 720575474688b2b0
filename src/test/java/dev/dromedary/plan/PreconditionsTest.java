package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.Shipped;
import dev.dromedary.plan.check.RoutesCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A route whose precondition does not hold is not deployed, and neither is anything of it. */
class PreconditionsTest {

    @TempDir
    Path folder;

    private static Set<String> of(Plan plan, String what) {
        Map<String, Object> all = PlannedRoutes.map(plan.document(), what);
        return all == null ? Set.of() : all.keySet();
    }

    @Test
    void shouldDeployEventsOrTheWorkflow_whenAnEnvironmentChooses() throws IOException {
        Shipped.copyTo(folder);
        Files.writeString(folder.resolve("weblogs/weblogs.flow.properties"), "weblogs.workflow=true\n");
        RoutesFolder routes = new RoutesFolder(folder);

        Plan events = Plan.of(routes.in("dev"), List.of("weblogs"));
        Plan workflow = Plan.of(routes.in("flow"), List.of("weblogs"));

        assertThat(of(events, "functions"))
                .containsExactlyInAnyOrder("weblogs-silver", "weblogs-gold", "weblogs-report", "weblogs-nightly");
        assertThat(of(events, "stateMachines")).isEmpty();
        assertThat(of(events, "topics")).isEmpty();
        assertThat(of(events, "rules")).containsExactlyInAnyOrder("weblogs-silver", "weblogs-gold", "weblogs-report");
        assertThat(of(workflow, "functions"))
                .containsExactlyInAnyOrder(
                        "weblogs-silver", "weblogs-figures", "weblogs-publish", "weblogs-alert", "weblogs-rerun");
        assertThat(of(workflow, "stateMachines")).containsExactly("weblogs-run");
        assertThat(of(workflow, "rules")).containsExactly("weblogs-silver");
        assertThat(of(workflow, "schedules")).containsExactly("weblogs-rerun");
        assertThat(PlannedRoutes.allowed(
                        events.functions().get("weblogs-silver").permissions()))
                .noneMatch(permission -> permission.startsWith("states:"));
        assertThat(PlannedRoutes.allowed(
                        workflow.functions().get("weblogs-silver").permissions()))
                .contains("states:StartExecution states:stateMachine:weblogs-run-${environment}");
        assertThat(new RoutesCheck().check(routes)).isEmpty();
        assertThat(new RoutesCheck().check(routes.in("flow"))).isEmpty();
    }

    @Test
    void shouldStandInThePlace_whenAPreconditionCannotBeTold() throws IOException {
        PlannedRoutes routes = PlannedRoutes.alone(folder);
        routes.write("orders/take.camel.yaml", """
                - route:
                    id: orders-take
                    precondition: "'{{orders.mode}}' == 'take'"
                    from:
                      uri: lambda-direct:orders-take
                      steps:
                        - log: taken
                """);

        assertThat(routes.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.place()).isEqualTo("orders/take.camel.yaml:3");
            assertThat(finding.message())
                    .isEqualTo(
                            "The precondition of orders-take can't be told: the property orders.mode has no value; set it"
                                    + " in the pipeline's properties.");
        });
    }

    @Test
    void shouldReachTheRouteThatIsThere_whenTwoBeginWithTheSameEndpoint() throws IOException {
        PlannedRoutes routes = PlannedRoutes.alone(folder);
        routes.append("orders/orders.properties", "orders.keep=true\n");
        routes.route("take", "lambda-direct:orders-take", "", "- to: direct:orders-keep\n");
        routes.write("orders/keep.camel.yaml", """
                - route:
                    id: orders-keep
                    precondition: "'{{orders.keep}}' == 'true'"
                    from:
                      uri: direct:orders-keep
                      steps:
                        - to: aws2-s3:{{orders.archive}}?keyName=kept
                - route:
                    id: orders-drop
                    precondition: "'{{orders.keep}}' != 'true'"
                    from:
                      uri: direct:orders-keep
                      steps:
                        - to: aws2-s3:{{orders.bucket}}?keyName=dropped
                """);

        Map<Boolean, Set<String>> allowed = Map.of(true, routes.allowed("take"), false, dropping(routes));

        assertThat(allowed.get(true))
                .anyMatch(each -> each.endsWith("/kept"))
                .noneMatch(each -> each.endsWith("/dropped"));
        assertThat(allowed.get(false))
                .anyMatch(each -> each.endsWith("/dropped"))
                .noneMatch(each -> each.endsWith("/kept"));
    }

    private static Set<String> dropping(PlannedRoutes routes) throws IOException {
        return routes.replace("orders/orders.properties", "orders.keep=true", "orders.keep=false")
                .allowed("take");
    }
}
