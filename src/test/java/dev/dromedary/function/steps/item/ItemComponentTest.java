package dev.dromedary.function.steps.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemComponentTest {

    private static EmbeddedCloud cloud;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final String table = "items-" + UUID.randomUUID();
    private final DynamoDbClient client = cloud.dynamoDb();

    @BeforeAll
    static void open(@TempDir Path folder) {
        cloud = new EmbeddedCloud(folder, "us-east-1", 1, (rule, event, cause) -> {});
    }

    @AfterAll
    static void close() {
        cloud.close();
    }

    @BeforeEach
    void start() {
        cloud.tables().table(table, "id", null, null);
        context.getRegistry().bind("dynamoDb", client);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange sent(String step, Map<String, Object> body) {
        return sent(step, body, "01");
    }

    private Exchange sent(String step, Map<String, Object> body, String sequencer) {
        String mark = step.contains("?") ? "&" : "?";
        return context.createProducerTemplate().send("item:" + step + mark + "table=" + table, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.setProperty("sequencer", sequencer);
        });
    }

    private static Object outcome(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getProperty("outcome");
    }

    private Map<String, AttributeValue> item(String id) {
        return client.getItem(get -> get.tableName(table).key(Map.of("id", AttributeValue.fromS(id))))
                .item();
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "item:delete | item:delete: there is no such step; the steps are put, update, get and query",
                "item:query?table=t&key=k | item:query needs the option index",
                "item:put | item:put needs the option table",
                "item:update?table=t | item:update needs the option key",
                "item:put?table=t&key=id&onlyIf=newer | The option onlyIf of item:put is \"newer\"; it is absent or present",
                "item:put?table=t&key=id&keepDays=0 | The option keepDays of item:put is 0; it has to be a positive number of"
                        + " days",
                "item:put?table=t&key=x&order=x | The options key and order of item:put are both \"x\"; they have to be the"
                        + " names of different attributes"
            })
    void shouldRefuse_whenTheUriIsWrong(String uri, String sentence) {
        assertThatThrownBy(() -> context.getEndpoint(uri)).rootCause().hasMessage(sentence);
    }

    @Test
    void shouldPutTheWholeItem_whenOneIsThere() {
        sent("put?key=id", Map.of("id", "a", "old", 1));

        Exchange exchange = sent("put?key=id&fields=state='new',size", Map.of("id", "a", "size", 2L));

        assertThat(outcome(exchange)).isNull();
        assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("id", "a", "size", 2L));
        assertThat(item("a"))
                .isEqualTo(Map.of("id", text("a"), "state", text("new"), "size", AttributeValue.fromN("2")));
    }

    @Test
    void shouldChangeNamedAttributesOnly_whenItIsAnUpdate() {
        sent("put?key=id", Map.of("id", "a", "stays", 1, "goes", 2, "name", "old"));

        sent("update?key=id&fields=name='new',goes=null", Map.of("id", "a"));

        assertThat(item("a"))
                .isEqualTo(Map.of("id", text("a"), "stays", AttributeValue.fromN("1"), "name", text("new")));
    }

    @Test
    void shouldMakeTheItem_whenAnUpdateFindsNone() {
        sent("update?key=id=${body[x]}&fields=id", Map.of("id", "a", "x", "b"));

        assertThat(item("b")).isEqualTo(Map.of("id", text("b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "update"})
    void shouldLeaveTheItemAlone_whenItIsThereAndOughtNotToBe(String step) {
        sent("put?key=id", Map.of("id", "a", "n", 1));

        assertThat(outcome(sent(step + "?key=id&onlyIf=absent", Map.of("id", "a", "n", 2))))
                .isNull();
        assertThat(outcome(sent(step + "?key=id&onlyIf=absent", Map.of("id", "b", "n", 2))))
                .isNull();

        assertThat(item("a")).containsEntry("n", AttributeValue.fromN("1"));
        assertThat(item("b")).containsEntry("n", AttributeValue.fromN("2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "update"})
    void shouldWriteNothing_whenTheItemIsNotThereAndOughtToBe(String step) {
        sent("put?key=id", Map.of("id", "a", "n", 1));

        sent(step + "?key=id&onlyIf=present", Map.of("id", "a", "n", 2));
        assertThat(outcome(sent(step + "?key=id&onlyIf=present", Map.of("id", "b", "n", 2))))
                .isNull();

        assertThat(item("a")).containsEntry("n", AttributeValue.fromN("2"));
        assertThat(item("b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "update"})
    void shouldKeepTheNewest_whenTheSequencerOrders(String step) {
        String uri = step + "?key=id&order=seq";

        assertThat(outcome(sent(uri, Map.of("id", "a", "n", 1), "0A00"))).isEqualTo("recorded");
        assertThat(outcome(sent(uri, Map.of("id", "a", "n", 2), "0A"))).isEqualTo("done already");
        assertThat(outcome(sent(uri, Map.of("id", "a", "n", 3), "09"))).isEqualTo("superseded");
        assertThat(outcome(sent(uri, Map.of("id", "a", "n", 4), "0A01"))).isEqualTo("recorded");

        assertThat(item("a")).isEqualTo(Map.of("id", text("a"), "n", AttributeValue.fromN("4"), "seq", text("0A01")));
    }

    @Test
    void shouldKeepTheHighest_whenAFieldOrders() {
        String uri = "put?key=id&order=version";

        assertThat(outcome(sent(uri, Map.of("id", "a", "version", 9), null))).isEqualTo("recorded");
        assertThat(outcome(sent(uri, Map.of("id", "a", "version", 10), null))).isEqualTo("recorded");
        assertThat(outcome(sent(uri, Map.of("id", "a", "version", 10.0), null))).isEqualTo("done already");
        assertThat(outcome(sent(uri, Map.of("id", "a", "version", 9), null))).isEqualTo("superseded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "update"})
    void shouldFailInOneSentence_whenTheOrderChangesItsType(String step) {
        String uri = step + "?key=id&order=version";
        sent(uri, Map.of("id", "a", "version", 9), null);

        assertThat(sent(uri, Map.of("id", "a", "version", "10"), null).getException())
                .hasMessageContaining("the attribute \"version\" orders the items of")
                .hasMessageEndingWith("and is a number in the item that is there, but a text now; give it the same type"
                        + " in the option fields, or remove the item");
        assertThat(item("a")).containsEntry("version", AttributeValue.fromN("9"));
    }

    @Test
    void shouldFailInOneSentence_whenNothingOrders() {
        assertThat(sent("put?key=id&order=version", Map.of("id", "a"), null).getException())
                .hasMessageStartingWith("The event has no sequencer")
                .hasMessageEndingWith("name the field version in the option fields");
    }

    @ParameterizedTest
    @ValueSource(strings = {"put", "update"})
    void shouldSayWhenItEnds_whenItIsKeptForDays(String step) {
        long before = Instant.now().plus(Duration.ofDays(3)).getEpochSecond();

        sent(step + "?key=id&keepDays=3&expires=end", Map.of("id", "a"));

        assertThat(Long.parseLong(item("a").get("end").n())).isBetween(before, before + 60);
    }

    @Test
    void shouldFailInOneSentence_whenTheKeyHasNoValue() {
        Map<String, Object> body = new HashMap<>();
        body.put("id", null);

        assertThat(sent("put?key=id", body).getException())
                .hasMessageStartingWith("item:put: the key's attribute \"id\" has no value");
    }

    @Test
    void shouldNameTheAttribute_whenDynamoDbHasNoTypeForIt() {
        assertThat(sent("update?key=id", Map.of("id", "a", "b", new Object())).getException())
                .hasMessageStartingWith("The attribute \"b\" is a Object");
    }

    @Test
    void shouldShortenTheLongestList_whenTheItemIsTooLarge() {
        sent("put?key=id", Map.of("id", "a", "list", Collections.nCopies(3000, "x".repeat(100))));

        assertThat(item("a").get("list").l()).hasSizeBetween(1000, 2000);
    }
}
