package dev.dromedary.function.steps.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.function.metrics.Measures;
import dev.dromedary.function.metrics.Metric;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A question to a model, with Camel's own aws-bedrock between the steps, and the shipped error handling around them. */
class ConversationTest {

    private static final String GOOD = "{\"insights\":[\"a\"],\"recommendations\":[\"b\"],\"summary\":\"c\"}";
    private static final String TABLE = "tokens-table";

    private static final String ROUTES = """
            - route:
                id: asking
                from:
                  uri: direct:asking
                  steps:
                    - doTry:
                        steps:
                          - to: direct:ask
                        doCatch:
                          - exception: [java.lang.Exception]
                            onWhen:
                              method:
                                beanType: dev.dromedary.function.steps.model.ModelFailure
                                method: fallsBack(${exchange})
                            steps:
                              - to: model:unavailable
            - route:
                id: ask
                from:
                  uri: direct:ask
                  steps:
                    - to: model:ask?modelId=some.model&schema=health/answer-schema.json&system=Be+good.&maximumTokens=100&onFailure={{policy}}&inputPrice=0.06&outputPrice=0.24
                    - to: model:reserve?table=tokens-table&dailyTokens={{budget}}
                    - loop:
                        doWhile: "true"
                        simple: ${exchangeProperty.conversation.open}
                        steps:
                          - to: aws-bedrock:x?modelId=some.model&operation=converse
                          - to: model:check
            """;

    @TempDir
    private static Path folder;

    private static EmbeddedDynamoDb tables;

    private final ScriptedModel model = new ScriptedModel();
    private final Properties properties = new Properties();
    private DefaultCamelContext context;
    private final Measures measures = new Measures();

    @BeforeAll
    static void startTables() {
        tables = new EmbeddedDynamoDb(folder);
    }

    @AfterAll
    static void stopTables() {
        tables.close();
    }

    @BeforeEach
    void createTable() {
        tables.table(TABLE, "id", null, null);
        properties.setProperty("policy", "fallback");
        properties.setProperty("budget", "100000");
        properties.setProperty("dromedary.redelivery.delay", "1");
        properties.setProperty("dromedary.routes", "routes");
    }

    @AfterEach
    void stop() {
        context.stop();
        tables.client().deleteTable(table -> table.tableName(TABLE));
    }

    private Exchange ask(String prompt) throws Exception {
        context = new DefaultCamelContext(false);
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("bedrock", BedrockRuntimeClient.class, model);
        context.getRegistry().bind("bedrockAsync", BedrockRuntimeAsyncClient.class, new BedrockRuntimeAsyncClient() {
            @Override
            public String serviceName() {
                return "bedrock";
            }

            @Override
            public void close() {
                // Never opened.
            }
        });
        context.getRegistry().bind("dynamoDb", DynamoDbClient.class, tables.client());
        context.build();
        Resource errors = ResourceHelper.fromString(
                "errors.camel.yaml", Files.readString(Path.of("routes/shared/errors.camel.yaml")));
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(errors, ResourceHelper.fromString("asking.camel.yaml", ROUTES));
        context.start();
        return context.createProducerTemplate().send("direct:asking", exchange -> {
            exchange.setProperty(Measures.PROPERTY, measures);
            exchange.getMessage().setBody(prompt);
        });
    }

    private static Map<?, ?> body(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(Map.class);
    }

    private long tokensOfToday() {
        List<Map<String, AttributeValue>> items =
                tables.client().scan(scan -> scan.tableName(TABLE)).items();
        return items.isEmpty() ? 0 : Long.parseLong(items.get(0).get("tokens").n());
    }

    @Test
    void shouldGiveTheAnswerAndItsCost_whenItMatchesTheSchema() throws Exception {
        model.says(GOOD);

        Map<?, ?> answer = body(ask("How are they?"));

        assertThat(answer.get("enrichment")).isEqualTo("complete");
        assertThat(answer.get("insights")).isEqualTo(List.of("a"));
        Map<?, ?> use = (Map<?, ?>) answer.get("model");
        assertThat(use.get("model_id")).isEqualTo("some.model");
        assertThat(use.get("input_tokens")).isEqualTo(100L);
        assertThat(use.get("output_tokens")).isEqualTo(10L);
        // (100 × 0.06 + 10 × 0.24) / 1,000,000, to the millionth.
        assertThat(use.get("estimated_cost_usd")).isEqualTo(new BigDecimal("0.000008"));
        assertThat(use.get("prompt_hash").toString()).matches("[0-9a-f]{64}");
        assertThat(model.asked.get(0).system().get(0).text()).isEqualTo("Be good.");
        assertThat(model.asked.get(0).inferenceConfig().maxTokens()).isEqualTo(100);
    }

    @Test
    void shouldMeasureTokensAndCost_whenAnswered() throws Exception {
        model.says(GOOD);

        ask("How are they?");

        assertThat(measures.sums())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Metric.MODEL_INPUT_TOKENS, BigDecimal.valueOf(100),
                        Metric.MODEL_OUTPUT_TOKENS, BigDecimal.valueOf(10),
                        Metric.MODEL_COST, new BigDecimal("0.000008")));
    }

    @Test
    void shouldMeasureEachAnswer_whenNoneMatches() throws Exception {
        model.says("{\"insights\":[1]}", "{\"insights\":[1]}");

        ask("How are they?");

        assertThat(measures.sums()).containsEntry(Metric.MODEL_INPUT_TOKENS, BigDecimal.valueOf(200));
    }

    @Test
    void shouldCountJustTheTokensUsed_whenAnswered() throws Exception {
        model.says(GOOD);

        ask("How are they?");

        assertThat(tokensOfToday()).isEqualTo(110);
    }

    @Test
    void shouldAskAgainWithTheFault_whenTheAnswerDoesNotMatch() throws Exception {
        model.says("{\"insights\":[1]}", GOOD);

        Map<?, ?> answer = body(ask("How are they?"));

        assertThat(answer.get("summary")).isEqualTo("c");
        assertThat(((Map<?, ?>) answer.get("model")).get("input_tokens")).isEqualTo(200L);
        assertThat(model.asked).hasSize(2);
        assertThat(model.asked.get(1).messages())
                .extracting(message -> message.role())
                .containsExactly(ConversationRole.USER, ConversationRole.ASSISTANT, ConversationRole.USER);
        assertThat(model.asked.get(1).messages().get(2).content().get(0).text())
                .contains("recommendations")
                .contains("insights[0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I can't.",
                "[]",
                "null",
                "{",
                "{\"insights\":[],\"recommendations\":[\"b\"],\"summary\":\"c\"}",
                "{\"insights\":[\"a\"],\"recommendations\":[\"b\"],\"summary\":\"c\"} and more"
            })
    void shouldFallBackAfterOneRepair_whenNoAnswerMatches(String nonsense) throws Exception {
        model.says(nonsense);

        Map<?, ?> answer = body(ask("How are they?"));

        assertThat(answer.get("enrichment")).isEqualTo("unavailable");
        assertThat(answer.get("enrichment_reason")).isEqualTo("invalid_answer");
        assertThat(model.asked).hasSize(2);
        assertThat(tokensOfToday()).isEqualTo(220);
    }

    @Test
    void shouldFallBackWithoutParsing_whenTheAnswerIsAMegabyte() throws Exception {
        model.says("{\"summary\":\"" + "x".repeat(1_000_000) + "\"}");

        assertThat(body(ask("How are they?")).get("enrichment_reason")).isEqualTo("invalid_answer");
        // The repair does not send it back whole.
        assertThat(model.asked.get(1).messages().get(1).content().get(0).text().length())
                .isLessThanOrEqualTo(20_000);
    }

    @Test
    void shouldTakeTheAnswer_whenItStandsInAMarkdownFence() throws Exception {
        model.says("```json\n" + GOOD + "\n```");

        assertThat(body(ask("How are they?")).get("enrichment")).isEqualTo("complete");
    }

    @ParameterizedTest(name = "{1}: {2} calls, {3}")
    @CsvSource({
        "429, ThrottlingException, 5, throttled",
        "503, ServiceUnavailableException, 5, service_unavailable",
        "500, InternalServerException, 5, service_unavailable",
        "403, AccessDeniedException, 1, request_refused",
        "400, ValidationException, 1, request_refused"
    })
    void shouldTryAgainOnlyWhatMayPass_whenBedrockFails(int status, String code, int calls, String reason)
            throws Exception {
        model.fails(status, code, 10);

        Map<?, ?> answer = body(ask("How are they?"));

        assertThat(answer.get("enrichment_reason")).isEqualTo(reason);
        assertThat(model.asked).hasSize(calls);
        assertThat(measures.sums())
                .containsEntry(Metric.MODEL_FAILURES, BigDecimal.ONE)
                .containsEntry(
                        Metric.MODEL_REQUESTS_REFUSED,
                        reason.equals("request_refused") ? BigDecimal.ONE : BigDecimal.ZERO);
    }

    @Test
    void shouldAnswer_whenBedrockThrottlesThreeTimes() throws Exception {
        model.fails(429, "ThrottlingException", 3).says(GOOD);

        assertThat(body(ask("How are they?")).get("enrichment")).isEqualTo("complete");
        assertThat(model.asked).hasSize(4);
    }

    @Test
    void shouldFallBack_whenBedrockDoesNotAnswerInTime() throws Exception {
        model.breaksOff();

        assertThat(body(ask("How are they?")).get("enrichment_reason")).isEqualTo("timeout");
        // The answer that is lost may have to be paid for; another would be, too.
        assertThat(model.asked).hasSize(1);
        assertThat(tokensOfToday()).isGreaterThan(200);
    }

    @Test
    void shouldNotAskAgain_whenTheGuardrailIntervenes() throws Exception {
        model.stops("guardrail_intervened", "Sorry.");

        assertThat(body(ask("How are they?")).get("enrichment_reason")).isEqualTo("guardrail");
        assertThat(model.asked).hasSize(1);
    }

    @Test
    void shouldFail_whenThePolicyIsFail() throws Exception {
        properties.setProperty("policy", "fail");
        model.fails(429, "ThrottlingException", 10);

        assertThat(ask("How are they?").getException()).isInstanceOf(BedrockRuntimeException.class);
    }

    @Test
    void shouldFailAtStart_whenThePolicyIsMisspelt() {
        properties.setProperty("policy", "fal");

        assertThatThrownBy(() -> ask("How are they?")).hasStackTraceContaining("onFailure");
    }

    @Test
    void shouldGiveTheTokensBack_whenBedrockTurnsTheQuestionAway() throws Exception {
        model.fails(403, "AccessDeniedException", 10);

        ask("How are they?");

        assertThat(tokensOfToday()).isZero();
    }

    @Test
    void shouldNotAsk_whenTheDaysBudgetIsUsedUp() throws Exception {
        // Room for one question of at most 2 × (100 + prompt / 3) tokens, and no second while it is counted.
        properties.setProperty("budget", "210");
        model.says(GOOD);

        assertThat(body(ask("?")).get("enrichment")).isEqualTo("complete");
        context.stop();
        Map<?, ?> second = body(ask("?"));

        assertThat(second.get("enrichment_reason")).isEqualTo("over_budget");
        assertThat(model.asked).hasSize(1);
        assertThat(tokensOfToday()).isEqualTo(110);
    }

    @Test
    void shouldFailAtStart_whenAnOptionIsOutOfRange() {
        context = new DefaultCamelContext();

        assertThatThrownBy(() -> context.getEndpoint("model:ask?modelId=m&schema=s&temperature=1.5"))
                .hasRootCauseMessage(
                        "The option temperature of model:ask is \"1.5\"; it has to be a number from 0 to 1");
        assertThatThrownBy(() -> context.getEndpoint("model:ask?schema=s"))
                .hasRootCauseMessage("model:ask needs the option modelId");
        assertThatThrownBy(() -> context.getEndpoint("model:reserve?table=t&dailyTokens=-1"))
                .hasRootCauseMessage("The option dailyTokens of model:reserve is -1; it has to be 0 or more");
        assertThatThrownBy(() -> context.getEndpoint("model:answer")).hasStackTraceContaining("there is no such step");
    }
}
