package dev.dromedary.function.steps.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.plan.TableDefinition;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;

class ItemReadsTest {

    private static EmbeddedCloud cloud;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final String table = "read-items-" + UUID.randomUUID();

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
        cloud.tables()
                .table(new TableDefinition(
                        table, "id", null, null, List.of(new TableDefinition.Index("by-state", "state", "at"))));
        context.getRegistry().bind("dynamoDb", cloud.dynamoDb());
        context.start();
        for (int i = 1; i <= 5; i++) {
            sent("put?key=id", Map.of("id", "i" + i, "state", i == 4 ? "done" : "new", "at", "t" + i, "n", i), null);
        }
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange sent(String step, Object body, String next) {
        return context.createProducerTemplate().send("item:" + step + "&table=" + table, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeader("next", next);
        });
    }

    private Exchange page(String options, String next) {
        return sent("query?index=by-state&key=state='new'&next=RAW(${header.next})" + options, null, next);
    }

    private static Map<?, ?> body(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(Map.class);
    }

    private static List<Object> ids(Map<?, ?> page) {
        List<Object> ids = new ArrayList<>();
        ((List<?>) page.get("items")).forEach(item -> ids.add(((Map<?, ?>) item).get("id")));
        return ids;
    }

    private static String cursor(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldGiveTheItem_whenThereIsOne() {
        Map<?, ?> item = body(sent("get?key=id", Map.of("id", "i2"), null));

        assertThat(item.get("state")).isEqualTo("new");
        assertThat(new BigDecimal(item.get("n").toString())).isEqualByComparingTo("2");
    }

    @Test
    void shouldGiveNothing_whenThereIsNone() {
        Exchange exchange = sent("get?key=id", Map.of("id", "other"), null);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody()).isNull();
    }

    @Test
    void shouldGivePageAfterPage_whenTheCursorIsHandedBack() {
        Map<?, ?> first = body(page("&limit=3", null));
        Map<?, ?> second = body(page("&limit=3", (String) first.get("next")));

        assertThat(ids(first)).containsExactly("i1", "i2", "i3");
        assertThat(ids(second)).containsExactly("i5");
        assertThat(second.containsKey("next")).isFalse();
    }

    @Test
    void shouldBeginWithTheLast_whenItIsDescending() {
        assertThat(ids(body(page("&descending=true", "")))).containsExactly("i5", "i3", "i2", "i1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "ten", ""})
    void shouldRefuse_whenTheLimitIsNone(String limit) {
        Exchange exchange = sent("query?index=by-state&key=state='new'&limit=RAW(${header.next})", null, limit);

        assertThat(exchange.getException())
                .isInstanceOf(UnexpectedPageException.class)
                .hasMessageStartingWith("The limit ");
    }

    @Test
    void shouldRefuseInOneSentence_whenTheCursorIsMadeUp() {
        List<String> madeUp = List.of(
                "no base 64!",
                cursor("no JSON"),
                cursor("{}"),
                cursor("{\"state\":{}}"),
                cursor("{\"state\":\"new\"}"),
                cursor("{\"state\":\"new\",\"at\":1,\"id\":\"i1\"}"),
                "a".repeat(9000));

        assertThat(madeUp).allSatisfy(each -> assertThat(page("", each).getException())
                .isInstanceOf(UnexpectedPageException.class)
                .hasMessageStartingWith("The cursor next is "));
    }

    @Test
    void shouldRefuse_whenTheCursorIsOfAnotherList() {
        String next = (String) body(page("&limit=1", null)).get("next");

        Exchange exchange = sent("query?index=by-state&key=state='done'&next=RAW(${header.next})", null, next);

        assertThat(exchange.getException()).hasMessage("The cursor next is of another list; begin again without it");
    }

    @Test
    void shouldSaySo_whenTheKeyIsOfSeveralAttributes() {
        assertThat(sent("query?index=by-state&key=state='new',at='t1'", null, null)
                        .getException())
                .hasMessage("item:query: the option key has to be the hash key of the index, one attribute");
    }
}
