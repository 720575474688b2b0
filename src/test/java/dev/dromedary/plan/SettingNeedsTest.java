package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingNeedsTest {

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder).append("orders/orders.properties", """
                orders.settings=/shop
                orders.limit=5
                orders.empty=
                """);
    }

    private void read(String property) throws IOException {
        routes.route(
                "daily",
                "lambda-schedule:daily",
                "expression: rate(1 day)",
                "- setBody: { simple: \"{{setting:" + property + "}}\" }\n");
    }

    private Map<String, Object> function() {
        return PlannedRoutes.map(routes.plan().document(), "functions", "orders-daily");
    }

    @Test
    void shouldAllowJustItsParameter_whenARouteReadsASetting() throws IOException {
        read("orders.limit");

        assertThat(routes.allowed("daily"))
                .containsExactly("ssm:GetParameters ssm:parameter/shop-${environment}/limit");
        assertThat(function())
                .containsEntry("settings", Map.of("/shop-${environment}/limit", "5"))
                .doesNotContainKey("parameters")
                .extracting("environment")
                .hasToString(
                        "{DROMEDARY_ENVIRONMENT=${environment}, DROMEDARY_ROUTE=orders-daily, ORDERS_SETTINGS=/shop-${environment}}");
    }

    @Test
    void shouldMakeNothing_whenTheSettingsExistAlready() throws IOException {
        routes.append("orders/orders.properties", "orders.external=/shop\n");
        read("orders.limit");

        assertThat(routes.allowed("daily")).containsExactly("ssm:GetParameters ssm:parameter/shop/limit");
        assertThat(function()).doesNotContainKey("settings");
    }

    @Test
    void shouldSaySo_whenASettingHasNoDefault() throws IOException {
        read("orders.empty");

        assertThatThrownBy(this::function)
                .hasMessageContaining("The property orders.empty has no value; let it hold the default of the setting");
    }

    @Test
    void shouldSaySo_whenThePathIsNone() throws IOException {
        routes.append("orders/orders.properties", "orders.settings=shop\n");
        read("orders.limit");

        assertThatThrownBy(this::function)
                .hasMessageContaining("The property orders.settings is \"shop\"; let it hold the path of the pipeline's"
                        + " settings in Parameter Store, such as /orders.");
    }
}
