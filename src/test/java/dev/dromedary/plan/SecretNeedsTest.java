package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNeedsTest {

    private static final String KEY = "arn:aws:kms:eu-central-1:000000000000:key/k";

    @TempDir
    Path folder;

    private PlannedRoutes routes;

    @BeforeEach
    void copy() throws IOException {
        routes = PlannedRoutes.alone(folder).append("orders/orders.properties", """
                orders.token=shop/token
                orders.limit=/shop/limit
                orders.header=Bearer {{secret:orders.token}}
                orders.empty=
                """);
    }

    private void step(String step) throws IOException {
        routes.route("daily", "lambda-schedule:daily", "expression: rate(1 day)", step + "\n");
    }

    private Map<String, Object> function() {
        return PlannedRoutes.map(routes.plan().document(), "functions", "orders-daily");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- setHeader: { name: Authorization, simple: \"Bearer {{secret:orders.token}}\" }",
                "- setHeader: { name: Authorization, simple: \"{{orders.header}}\" }",
                "- choice: { when: [ { simple: \"${body} == '{{secret:orders.token}}'\", steps: [ { log: x } ] } ] }",
                "- toD: \"log:x?marker={{secret:orders.token}}\"",
            })
    void shouldAllowJustThatSecret_whenASimpleExpressionReadsIt(String step) throws IOException {
        step(step);

        assertThat(routes.allowed("daily"))
                .containsExactly(
                        "secretsmanager:GetSecretValue secretsmanager:secret:shop/token-${environment}-??????");
        assertThat(function())
                .containsEntry("parameters", Map.of("ORDERS_TOKEN", "shop/token-${environment}"))
                .doesNotContainKey("parameterKeys")
                .containsEntry(
                        "environment",
                        Map.of(
                                "DROMEDARY_ENVIRONMENT", "${environment}",
                                "DROMEDARY_ROUTE", "orders-daily",
                                "ORDERS_TOKEN", "shop/token-${environment}"));
    }

    @Test
    void shouldAllowJustThatParameter_whenASimpleExpressionReadsIt() throws IOException {
        step("- setBody: { simple: \"{{parameter:orders.limit}}\" }");

        assertThat(routes.allowed("daily")).containsExactly("ssm:GetParameter ssm:parameter/shop/limit-${environment}");
        assertThat(function())
                .containsEntry("parameters", Map.of("ORDERS_LIMIT", "/shop/limit-${environment}"))
                .extracting("environment")
                .hasToString(
                        "{DROMEDARY_ENVIRONMENT=${environment}, DROMEDARY_ROUTE=orders-daily, ORDERS_LIMIT=/shop/limit-${environment}}");
    }

    @ParameterizedTest
    @CsvSource({"secret, orders.token, secretsmanager", "parameter, orders.limit, ssm"})
    void shouldAllowOnlyDecrypting_whenAPropertyNamesTheKey(String kind, String property, String service)
            throws IOException {
        routes.append("orders/orders.properties", property + ".kms-key=" + KEY + "\n");
        step("- setBody: { simple: \"{{" + kind + ":" + property + "}}\" }");

        assertThat(routes.plan().functions().get("orders-daily").needs().permissions())
                .contains(new Permission(
                        "UseKey",
                        List.of("kms:Decrypt"),
                        KEY,
                        List.of(new Condition(
                                "StringEquals", "kms:ViaService", List.of(service + ".${region}.amazonaws.com")))));
        assertThat(function().get("parameterKeys")).isEqualTo(Map.of(FunctionPlanner.variable(property), KEY));
    }

    @Test
    void shouldMakeNothing_whenTheSecretExistsAlready() throws IOException {
        routes.append("orders/orders.properties", "orders.external=shop/token\n");
        step("- setBody: { simple: \"{{secret:orders.token}}\" }");

        assertThat(routes.allowed("daily"))
                .containsExactly("secretsmanager:GetSecretValue secretsmanager:secret:shop/token-??????");
        assertThat(function()).doesNotContainKey("parameters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- setBody:\n    constant: \"{{secret:orders.token}}\"",
                "- setBody:\n    constant: \"{{orders.header}}\"",
                "- to: \"log:x?marker={{secret:orders.token}}\"",
                "- log: \"{{secret:orders.token}}\"",
                "- toD:\n    uri: log:x\n    cacheSize: \"{{secret:orders.token}}\"",
            })
    void shouldSayWhere_whenASecretWouldNotBeRead(String step) throws IOException {
        step(step);

        assertThat(routes.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo("orders/daily.camel.yaml");
            assertThat(finding.line()).isEqualTo(7);
            assertThat(finding.message())
                    .isEqualTo("{{secret:orders.token}} is read when the route runs, which only a simple: expression"
                            + " and the URI of toD do; move it there, and not into a log.");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    secret:orders.missing    | The property orders.missing has no value
                    secret:orders.empty      | The secret has no name; give the property orders.empty a value
                    secret:orders.limit      | The property orders.limit holds "/shop/limit"
                    parameter:orders.token   | The property orders.token holds "shop/token"
                    """)
    void shouldSayWhatIsWrong_whenThePropertyNamesNone(String placeholder, String message) throws IOException {
        step("- setBody:\n    simple: \"{{" + placeholder + "}}\"");

        assertThat(routes.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(7);
            assertThat(finding.message()).startsWith(message);
        });
    }
}
