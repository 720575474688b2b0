package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddedRouteTest {

    private static final String PUT = """
            - setHeader: { name: CamelAwsDdbItem, constant: x }
            - to: aws2-ddb:{{orders.table}}?operation=PutItem
            """;
    private static final String STEPS = """
            - idempotentConsumer:
                idempotentRepository: "#ledger"
                simple: ${exchangeProperty.idempotencyKey}
                steps:
            """ + PUT.indent(6);

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = new PlannedRoutes(folder);
    }

    @Test
    void shouldPlanFunctionTriggerAndExactPermissions_whenAFileIsAdded() throws IOException {
        routes.ingest(STEPS);

        assertThat(routes.allowed("ingest"))
                .containsExactly(
                        "dynamodb:GetItem dynamodb:table/dromedary-ledger-${environment}",
                        "dynamodb:PutItem dynamodb:table/dromedary-ledger-${environment}",
                        "dynamodb:PutItem dynamodb:table/shop-orders-${environment}",
                        "s3:GetObject s3:::shop-orders-${environment}-${account}-${region}/raw/*",
                        "s3:ListBucket s3:::shop-orders-${environment}-${account}-${region}");
        Map<String, Object> document = routes.plan().document();
        Map<String, Object> function = PlannedRoutes.map(document, "functions", "orders-ingest");
        assertThat(function)
                .containsEntry("name", "orders-ingest-${environment}")
                .containsEntry("memory", 512)
                .containsEntry("timeout", 60)
                .containsEntry("asynchronous", true)
                .containsEntry("source", "routes/orders/ingest.camel.yaml")
                .containsEntry(
                        "environment",
                        Map.of(
                                "DROMEDARY_ENVIRONMENT", "${environment}",
                                "DROMEDARY_ROUTE", "orders-ingest",
                                "DROMEDARY_LEDGER_TABLE", "dromedary-ledger-${environment}",
                                "ORDERS_BUCKET", "shop-orders-${environment}-${account}-${region}",
                                "ORDERS_TABLE", "shop-orders-${environment}"));
        assertThat(PlannedRoutes.map(document, "rules", "orders-ingest"))
                .containsEntry("bus", "default")
                .extracting("pattern")
                .hasToString("{detail={bucket={name=[shop-orders-${environment}-${account}-${region}]},"
                        + " object={key=[{wildcard=raw/*.csv}]}}, detail-type=[Object Created], source=[aws.s3]}");
        assertThat(PlannedRoutes.map(document, "buckets", "shop-orders"))
                .containsEntry("eventBridge", true)
                .containsEntry("prefixes", List.of("raw/"));
    }

    @Test
    void shouldLeaveOtherFunctionsAsTheyAre_whenAFileIsAdded() throws IOException {
        Map<String, Object> before = PlannedRoutes.map(routes.plan().document(), "functions");

        routes.ingest(STEPS);

        Map<String, Object> after = PlannedRoutes.map(routes.plan().document(), "functions");
        assertThat(after).containsAllEntriesOf(before).hasSize(before.size() + 1);
    }

    @Test
    void shouldTakePermissionAway_whenItsStepIsRemoved() throws IOException {
        routes.ingest(STEPS.replace(PUT.indent(6), "      - log: nothing\n"));

        assertThat(routes.allowed("ingest")).noneMatch(each -> each.contains("table/shop-orders"));
        assertThat(PlannedRoutes.map(routes.plan().document(), "tables")).doesNotContainKey("shop-orders");
    }

    @Test
    void shouldChangeOneLine_whenMemoryIsChanged() throws IOException {
        String before = routes.plan().json();

        routes.replace("health/ingest.camel.yaml", "memory: 1024", "memory: 2048");

        assertThat(changed(before, routes.plan().json())).containsExactly("\"memory\" : 2048,");
    }

    @Test
    void shouldChangeOneLine_whenAThresholdIsChanged() throws IOException {
        String before = routes.plan().json();

        routes.replace("health/health.properties", "examples=20", "examples=30");

        assertThat(changed(before, routes.plan().json())).containsExactly("\"HEALTH_ANALYSES_EXAMPLES\" : \"30\",");
    }

    private static List<String> changed(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> fresh = after.lines().toList();
        assertThat(fresh).hasSameSizeAs(old);
        return java.util.stream.IntStream.range(0, fresh.size())
                .filter(line -> !fresh.get(line).equals(old.get(line)))
                .mapToObj(line -> fresh.get(line).strip())
                .toList();
    }

    @Test
    void shouldMakeTheSamePlan_whenItIsMadeAgain() throws IOException {
        routes.ingest(STEPS);

        assertThat(routes.plan().json()).isEqualTo(routes.plan().json());
    }

    @Test
    void shouldCreateNothing_whenAResourceIsListedAsExternal() throws IOException {
        routes.ingest(STEPS).append("orders/orders.properties", "orders.external=shop-orders\n");

        assertThat(PlannedRoutes.map(routes.plan().document(), "buckets")).doesNotContainKey("shop-orders");
        assertThat(routes.allowed("ingest"))
                .contains("s3:GetObject s3:::shop-orders/raw/*", "dynamodb:PutItem dynamodb:table/shop-orders");
    }

    @Test
    void shouldAllowUseOfTheKey_whenAPropertyNamesOne() throws IOException {
        routes.ingest(STEPS)
                .append(
                        "orders/orders.properties",
                        "orders.bucket.kms-key=arn:aws:kms:eu-central-1:000000000000:key/k\n");

        assertThat(routes.plan().functions().get("orders-ingest").needs().permissions())
                .contains(new Permission(
                        "UseKey",
                        List.of("kms:Decrypt", "kms:GenerateDataKey"),
                        "arn:aws:kms:eu-central-1:000000000000:key/k",
                        List.of(new Condition(
                                "StringEquals", "kms:ViaService", List.of("s3.${region}.amazonaws.com")))));
    }
}
