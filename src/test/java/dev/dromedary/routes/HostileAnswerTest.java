package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.bedrock.ModelReply;
import dev.dromedary.desk.cloud.ses.SentMail;
import dev.dromedary.function.runtime.JsonDocument;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that answers what it should not: the mail shows it as text, or does without it. */
@ExtendWith(QuietLogs.class)
class HostileAnswerTest {

    private static final List<String> DONE =
            List.of("health-ingest: success", "health-analyze: analyzed", "health-notify: sent");
    private static final String OUT_OF_RANGE = "2026-01-05T08:00:00Z,u1,170,97,6500,36.7,122,79\n";
    private static final String SURROGATE_NAME =
            "{\"insights\":[\"a\"],\"recommendations\":[\"b\"],\"summary\":\"c\",\"\\ud83d\":1}";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    private static Path folder;

    private static WholePipeline health;
    private static List<String> harmless;
    private static List<String> without;

    @BeforeAll
    static void start() throws Exception {
        health = WholePipeline.whole(folder, Path.of("routes"));
        harmless = structureAfter(answer("harmless"));
        without = structureAfter("no JSON");
    }

    private static List<String> structureAfter(String answer) throws Exception {
        health.cloud.bedrock().next(ModelReply.text(answer), ModelReply.text(answer));
        SentMail mail = upload();
        health.cloud.bedrock().reset();
        return WholePipeline.html(mail).structure();
    }

    @AfterAll
    static void stop() {
        health.close();
    }

    @AfterEach
    void forget() {
        health.cloud.bedrock().reset();
    }

    private static String answer(String text) {
        return JsonDocument.write(Map.of("insights", List.of(text), "recommendations", List.of(text), "summary", text));
    }

    private static SentMail upload() throws Exception {
        int number = NUMBER.incrementAndGet();
        health.upload("file-" + number + ".csv", Readings.HEADER + OUT_OF_RANGE.replace("u1", "u" + number));
        assertThat(health.outcomes()).isEqualTo(DONE);
        return health.mail();
    }

    static Stream<String> texts() {
        return Stream.of(
                "<script>document.title='run'</script><img src=x onerror=alert(1)>",
                "</li></ul><iframe src=https://evil.example></iframe>",
                "[click here](https://evil.example) ![x](https://evil.example/beacon.png)",
                "<https://evil.example>",
                "javascript:alert(1)",
                "data:text/html;base64,PHNjcmlwdD4=",
                "Visit evil.example or www.evil.example/login now",
                "mail thief@evil.example",
                "${7*7} <#assign x=1> {{health.bucket}} #{7*7} [=7*7] ${body.item.user_id}",
                "\u202eevil\u202c \u2066evil",
                "=HYPERLINK(\"https://evil.example\")");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldShowItAsText_whenTheAnswerHoldsMoreThanText(String text) throws Exception {
        health.cloud.bedrock().next(ModelReply.text(answer(text)));

        SentMail mail = upload();

        HtmlMail html = WholePipeline.html(mail).assertInert();
        assertThat(html.structure()).isEqualTo(harmless);
        String shown = text.replaceAll("[\u202a-\u202e\u2066-\u2069]", " ");
        assertThat(html.text()).contains(shown);
        assertThat(WholePipeline.text(mail)).contains(shown);
    }

    @Test
    void shouldHaveNothingThatLooksLikeALink_whenTheAnswerHoldsAddresses() throws Exception {
        health.cloud
                .bedrock()
                .next(ModelReply.text(
                        answer("https://evil.example/x www.evil.example evil.example thief@evil.example")));

        String html = java.nio.file.Files.readString(upload().html());

        assertThat(html).doesNotContain("evil.example", "www.evil", "https://evil");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("1 MB", "x".repeat(1024 * 1024)),
                Arguments.of("1 MB of JSON", answer("x".repeat(1024 * 1024))),
                Arguments.of("deep lists", "[".repeat(10_000)),
                Arguments.of(
                        "deep lists in an object", "{\"insights\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
                Arguments.of(
                        "lists as deep as the parser goes", "{\"insights\":" + "[".repeat(900) + "]".repeat(900) + "}"),
                Arguments.of("deep objects", "{\"a\":".repeat(10_000)),
                Arguments.of("NaN", "{\"insights\":[NaN],\"recommendations\":[\"b\"],\"summary\":\"c\"}"),
                Arguments.of(
                        "a huge number", "{\"insights\":[1e999999999],\"recommendations\":[\"b\"],\"summary\":\"c\"}"),
                Arguments.of("a long number", "{\"insights\":[" + "9".repeat(5000) + "],\"summary\":\"c\"}"),
                Arguments.of(
                        "half a character",
                        "{\"insights\":[\"\\ud83d\"],\"recommendations\":[\"b\"],\"summary\":\"c\"}"),
                Arguments.of(
                        "half a character in the summary",
                        "{\"insights\":[\"a\"],\"recommendations\":[\"b\"],\"summary\":\"c \\udc00\"}"),
                Arguments.of("half a character in a name", SURROGATE_NAME),
                Arguments.of(
                        "another entry",
                        "{\"insights\":[\"a\"],\"recommendations\":[\"b\"],\"summary\":\"c\",\"notification_sent\":true}"),
                Arguments.of(
                        "the entries of an item",
                        "{\"insights\":[\"a\"],\"recommendations\":[\"b\"],\"summary\":\"c\",\"correlation_id\":\"x\"}"),
                Arguments.of("a text too long", answer("x".repeat(3000))),
                Arguments.of("nothing", "{}"),
                Arguments.of("white space", " "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusable")
    void shouldDoWithoutIt_whenTheAnswerCanNotBeUsed(String kind, String answer) throws Exception {
        health.cloud.bedrock().next(ModelReply.text(answer), ModelReply.text(answer));

        SentMail mail = upload();

        assertThat(health.cloud.bedrock().calls()).isEqualTo(2);
        HtmlMail html = WholePipeline.html(mail).assertInert();
        assertThat(html.structure()).isEqualTo(without);
        assertThat(html.text()).contains("the model was not available (invalid_answer)");
        assertThat(WholePipeline.text(mail)).contains("the model was not available (invalid_answer)");
    }

    @Test
    void shouldTakeTheLast_whenAnEntryIsThereTwice() throws Exception {
        health.cloud
                .bedrock()
                .next(ModelReply.text("{\"insights\":[\"first\"],\"insights\":[\"last\"],\"recommendations\":[\"b\"],"
                        + "\"summary\":\"c\"}"));

        String text = WholePipeline.text(upload());

        assertThat(text).contains("- last").doesNotContain("first");
    }

    @Test
    void shouldShowWholeCharacters_whenTheAnswerHoldsThemAsPairsOfEscapes() throws Exception {
        health.cloud
                .bedrock()
                .next(ModelReply.text(
                        "{\"insights\":[\"a\"],\"recommendations\":[\"b\"],\"summary\":\"fine \\ud83d\\ude00\"}"));

        assertThat(WholePipeline.text(upload())).contains("fine 😀");
    }

    @Test
    void shouldShowItOnOneLine_whenTheAnswerHoldsHeadingsOfTheMail() throws Exception {
        health.cloud.bedrock().next(ModelReply.text(answer("a\u0000\u0007\u001bb")));

        assertThat(WholePipeline.text(upload())).contains("a   b");
    }
}
