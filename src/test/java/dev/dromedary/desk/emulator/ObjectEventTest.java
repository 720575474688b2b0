package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.function.runtime.JsonDocument;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What emulators deliver becomes what AWS delivers. */
class ObjectEventTest {

    private static final String NEWS = """
            {"source":"aws.s3","detail-type":"Object Created","detail":{"bucket":{"name":"b"},
             "object":{"key":"raw/a%20b%2B%C3%A9%2520.csv","etag":"e","sequencer":"0062E99A88DC407460"}}}""";

    private static Message message(String body, long sent) {
        return Message.builder()
                .body(body)
                .attributes(Map.of(MessageSystemAttributeName.SENT_TIMESTAMP, Long.toString(sent)))
                .build();
    }

    private static Part object(Kind kind, String body, long sent) {
        return new Part(kind.event(message(body, sent))).part("detail").part("object");
    }

    @ParameterizedTest
    @CsvSource({
        "LOCALSTACK, raw/a b+é%20.csv",
        "MOTO, raw/a%20b%2B%C3%A9%2520.csv",
        "MINISTACK, raw/a%20b%2B%C3%A9%2520.csv",
        "OTHER, raw/a%20b%2B%C3%A9%2520.csv",
    })
    void shouldDecodeTheKey_whenTheEmulatorEncodesIt(Kind kind, String key) {
        assertThat(object(kind, NEWS, 1).text("key")).isEqualTo(key);
    }

    @Property
    void shouldGiveTheKeyBack_whateverItIs(@ForAll String key) {
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
        String event = JsonDocument.write(
                Map.of("source", "aws.s3", "detail", Map.of("object", Map.of("key", encoded, "sequencer", "00"))));

        String expected = new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(object(Kind.LOCALSTACK, event, 1).text("key")).isEqualTo(expected);
    }

    @Test
    void shouldOrderVersions_whenAllHaveOneSequencer() {
        String first = object(Kind.MOTO, NEWS, 1_795_250_983_385L).text("sequencer");
        String second = object(Kind.MOTO, NEWS, 1_795_250_983_386L).text("sequencer");

        assertThat(first).hasSize(18).isLessThan(second);
        assertThat(object(Kind.OTHER, NEWS, 1).text("sequencer")).isEqualTo("0062E99A88DC407460");
    }

    @Test
    void shouldOrderVersions_whenTheNewsIsANotification() {
        Part record = new Part(Kind.LOCALSTACK.event(message("""
                        {"Records":[{"eventSource":"aws:s3","s3":{"object":{"key":"a+b","sequencer":"00"}}}]}""", 255)))
                .list("Records")
                .get(0);

        assertThat(record.part("s3").part("object").fields())
                .containsEntry("key", "a+b")
                .containsEntry("sequencer", "0000000000000000FF");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text",
                "{broken",
                "{}",
                "{\"Records\":[1]}",
                "{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}",
                "{\"source\":\"shop\",\"detail\":{\"object\":{\"key\":\"a%20b\"}}}",
                "{\"source\":\"aws.s3\"}"
            })
    void shouldLeaveAlone_whateverElseComes(String body) {
        assertThat(Kind.LOCALSTACK.mend(message(body, 1)).body()).isEqualTo(body);
    }
}
