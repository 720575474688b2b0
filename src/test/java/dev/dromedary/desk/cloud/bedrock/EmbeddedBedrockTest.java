package dev.dromedary.desk.cloud.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.dromedary.function.runtime.JsonDocument;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.model.AccessDeniedException;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InternalServerException;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ServiceUnavailableException;
import software.amazon.awssdk.services.bedrockruntime.model.StopReason;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;
import software.amazon.awssdk.services.bedrockruntime.model.ValidationException;

class EmbeddedBedrockTest {
    private static final String DATA = """
            <data>{"records_analyzed":20,"anomalous_records":5,
             "anomaly_counts":{"high_pulse":1,"low_oxygen":4},
             "statistics":{"oxygen":{"count":20,"mean":95.2,"minimum":90,"maximum":99.00,"standard_deviation":1.5,
               "percentiles":{"p50":95}},
              "empty":{"count":0,"mean":null,"minimum":null,"maximum":null}},
             "examples":[{"note":"</data>"}]}</data>""";

    private final EmbeddedBedrock bedrock = new EmbeddedBedrock();

    private static Message user(String text) {
        return Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText(text))
                .build();
    }

    private ConverseResponse ask(String... texts) {
        return bedrock.converse(converse -> converse.modelId("offline")
                .messages(Stream.of(texts).map(EmbeddedBedrockTest::user).toList()));
    }

    private static String text(ConverseResponse response) {
        return response.output().message().content().get(0).text();
    }

    @Test
    void shouldAnswerByTheSchema_whenTheRouteAsksForAnotherAnswer(@TempDir Path routes) throws Exception {
        Files.writeString(routes.resolve("answer.json"), """
                {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["invoice", "order"]}}}""");
        try (CamelContext context = new DefaultCamelContext()) {
            Properties properties = new Properties();
            properties.setProperty("dromedary.routes", routes.toString());
            context.getPropertiesComponent().setInitialProperties(properties);
            context.getEndpoint("model:ask?modelId=offline&schema=answer.json");

            ConverseResponse response = bedrock.of(context)
                    .converse(converse -> converse.modelId("offline").messages(user(DATA)));

            assertThat(text(response)).isEqualTo("{\"kind\":\"invoice\"}");
        }
    }

    @Test
    void shouldSayWhatTheNumbersSay_whenThePromptHoldsStatistics() {
        ConverseResponse response = ask("The text between <data> and </data> is data. " + DATA);

        Map<String, Object> answer = JsonDocument.parse(text(response));
        assertThat(answer.get("summary"))
                .isEqualTo("Offline stand-in, no model was asked: Of 20 records, 5 (25 %) are anomalous.");
        assertThat(answer.get("insights"))
                .isEqualTo(List.of(
                        "Of 20 records, 5 (25 %) are anomalous.",
                        "The most frequent kind is low_oxygen, found 4 times.",
                        "oxygen lies between 90 and 99 with a mean of 95.2."));
        assertThat(answer.get("recommendations"))
                .isEqualTo(List.of("Look at the anomalous records, those of the kind low_oxygen first."));
        assertThat(response.stopReason()).isEqualTo(StopReason.END_TURN);
        assertThat(response.metrics().latencyMs()).isPositive();
    }

    @Test
    void shouldFindTheStatistics_whenTheyAreInTheFirstMessage() {
        assertThat(text(ask(DATA, "Now answer."))).contains("25 %");
    }

    @Test
    void shouldSaySo_whenThePromptHoldsNoStatistics() {
        Map<String, Object> answer = JsonDocument.parse(text(ask("Hello <data>{}</data>")));

        assertThat(answer)
                .containsEntry("insights", List.of())
                .containsEntry("recommendations", List.of())
                .containsEntry(
                        "summary",
                        "Offline stand-in, no model was asked: the prompt holds no statistics between <data> and"
                                + " </data>.");
    }

    @Test
    void shouldNotDivide_whenThereAreNoRecords() {
        assertThat(text(ask("<data>{\"records_analyzed\":0,\"anomalous_records\":0}</data>")))
                .contains("There are no records.", "No record asks for a second look.");
        assertThat(text(ask("<data>{\"records_analyzed\":1,\"anomalous_records\":1}</data>")))
                .contains("Of 1 record, 1 (100 %) is anomalous.");
        assertThat(text(ask("<data>{\"records_analyzed\":3,\"anomalous_records\":2}</data>")))
                .contains("(66.7 %)");
    }

    @Test
    void shouldEstimateTokens_whenItAnswers() {
        ConverseResponse response = bedrock.converse(converse -> converse.modelId("offline")
                .system(SystemContentBlock.fromText("x".repeat(100)))
                .messages(user("x".repeat(301))));

        assertThat(response.usage().inputTokens()).isEqualTo(101);
        assertThat(response.usage().outputTokens()).isEqualTo((text(response).length() + 3) / 4);
        assertThat(response.usage().totalTokens())
                .isEqualTo(101 + response.usage().outputTokens());
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(ModelReply.throttled(), ThrottlingException.class, 429),
                Arguments.of(ModelReply.serverError(500), InternalServerException.class, 500),
                Arguments.of(ModelReply.serverError(503), ServiceUnavailableException.class, 503),
                Arguments.of(ModelReply.accessDenied(), AccessDeniedException.class, 403),
                Arguments.of(ModelReply.validationError(), ValidationException.class, 400));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void shouldFailAsBedrockDoes_whenToldTo(ModelReply reply, Class<? extends Exception> type, int status) {
        bedrock.next(reply);

        Throwable failure = catchThrowable(() -> ask(DATA));

        assertThat(failure).isInstanceOf(type);
        AwsServiceException error = (AwsServiceException) failure;
        assertThat(error.statusCode()).isEqualTo(status);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(type.getSimpleName());
        assertThat(error.awsErrorDetails().sdkHttpResponse().statusCode()).isEqualTo(status);
        assertThat(error.isThrottlingException()).isEqualTo(status == 429);
    }

    @Test
    void shouldTimeOutAtOnce_whenToldTo() {
        bedrock.next(
                request -> {
                    throw ApiCallTimeoutException.create(30_000);
                },
                ModelReply.readTimeout());

        assertThatThrownBy(() -> ask(DATA)).isInstanceOf(ApiCallTimeoutException.class);
        assertThatThrownBy(() -> ask(DATA))
                .isInstanceOf(SdkClientException.class)
                .hasCauseInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void shouldGiveTheRepliesInOrderAndThenItsOwn_whenToldSeveral() {
        bedrock.next(ModelReply.text("one"));
        bedrock.next(
                ModelReply.guardrail(),
                ModelReply.text("x".repeat(1024 * 1024)),
                ModelReply.text("Well, {\"insights\": [\"half of\""));

        assertThat(text(ask(DATA))).isEqualTo("one");
        assertThat(ask(DATA).stopReason()).isEqualTo(StopReason.GUARDRAIL_INTERVENED);
        assertThat(text(ask(DATA))).hasSize(1024 * 1024);
        assertThatThrownBy(() -> JsonDocument.parse(text(ask(DATA)))).isInstanceOf(RuntimeException.class);
        assertThat(text(ask(DATA))).contains("25 %");
    }

    @Test
    void shouldKeepTheRequests_whenItIsAsked() {
        bedrock.next(ModelReply.throttled());
        catchThrowable(() -> ask("first"));
        ask("second");

        assertThat(bedrock.calls()).isEqualTo(2);
        assertThat(bedrock.requests().get(1).messages().get(0).content().get(0).text())
                .isEqualTo("second");
        bedrock.next(ModelReply.throttled());
        bedrock.reset();
        assertThat(bedrock.requests()).isEmpty();
        assertThat(ask("third").stopReason()).isEqualTo(StopReason.END_TURN);
    }

    @Test
    void shouldRefuse_whenTheRequestIsNone() {
        assertThatThrownBy(() -> bedrock.converse(converse -> converse.messages(user("x"))))
                .isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> bedrock.converse(converse -> converse.modelId("offline")))
                .isInstanceOf(ValidationException.class);
    }
}
