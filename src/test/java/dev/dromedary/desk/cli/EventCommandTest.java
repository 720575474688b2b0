package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dromedary.desk.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventCommandTest {

    @TempDir
    Path folder;

    private Desk.Told told(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "event";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return new Desk(folder).run(all);
    }

    private JsonNode event(String... arguments) throws IOException {
        Desk.Told told = told(arguments);
        assertThat(told.code()).as(told.err()).isZero();
        return Json.MAPPER.readTree(told.out());
    }

    private Desk.Told handled(String outcomes, JsonNode... documents) throws IOException {
        Desk desk = Desk.in(folder);
        StringBuilder test = new StringBuilder("cases:\n  - name: printed\n    when:\n");
        for (JsonNode document : documents) {
            test.append("      - document: ").append(document).append('\n');
        }
        Files.writeString(
                folder.resolve("routes/catalog/record.test.yaml"), test + "    then:\n      outcomes: " + outcomes);
        return desk.run("test", "catalog", "--routes", folder.resolve("routes").toString());
    }

    @Test
    void shouldBeTakenByARoute_whenItIsOfAnObject() throws IOException {
        JsonNode created = event("s3", "--bucket", "dromedary-catalog", "--key", "raw/a b.csv");
        JsonNode deleted = event("s3", "--bucket", "dromedary-catalog", "--key", "raw/a b.csv", "--deleted");

        assertThat(created.at("/detail/object/key").asText()).isEqualTo("raw/a b.csv");
        assertThat(handled("[superseded, recorded]", created, deleted).out())
                .as("of an object that is not there")
                .contains("1 passed, 0 failed");
    }

    @Test
    void shouldNameTheKinds_whenThereIsNoSuchKind() {
        Desk.Told told = told("http");

        assertThat(told.code()).isEqualTo(Dromedary.WRONG_USAGE);
        assertThat(told.err()).startsWith("\"http\" is none of eventbridge, ");
    }

    @Test
    void shouldComeAfterS3sOwn_whenItIsMadeLater() throws IOException {
        // Of 2022-08-02, from AWS's own example of an event.
        assertThat(event("s3", "--key", "x").at("/detail/object/sequencer").asText())
                .hasSize(18)
                .isGreaterThan("0062E99A88DC407460");
    }

    @Test
    void shouldHoldWhatIsSaid_whenItIsOfAnotherKind() throws IOException {
        assertThat(event("eventbridge", "--source", "a", "--detail-type", "B", "--detail", "{\"x\": 1}")
                        .at("/detail/x")
                        .asInt())
                .isEqualTo(1);
        JsonNode messages =
                event("sqs", "--queue", "q", "--body", "one", "--body", "two").path("Records");
        assertThat(messages).hasSize(2);
        assertThat(messages.at("/1/body").asText()).isEqualTo("two");
        assertThat(messages.at("/1/md5OfBody").asText()).isEqualTo("b8a9f715dbb64fd5c56e7783c6820a61");
        assertThat(messages.at("/0/eventSourceARN").asText()).endsWith(":q");
        assertThat(event("kinesis", "--data", "a").at("/Records/0/kinesis/data").asText())
                .isEqualTo("YQ==");
        assertThat(event("schedule", "--route", "health-digest").path("source").asText())
                .isEqualTo("aws.scheduler");
    }

    @Test
    void shouldSayWhatIsWrong_whenThereIsNoKindOrNoDetail() {
        assertThat(told().err()).contains("Name the kind of event", "s3");
        assertThat(told().code()).isEqualTo(2);
        assertThat(told("eventbridge", "--source", "a", "--detail-type", "b", "--detail", "[]")
                        .err())
                .contains("--detail is no JSON object");
    }
}
