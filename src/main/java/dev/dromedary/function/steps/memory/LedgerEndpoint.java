package dev.dromedary.function.steps.memory;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.steps.StepEndpoint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.Category;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.Route;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Keep what was paid for or settled, so that a retry of the same work has the same. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "ledger",
        title = "Ledger",
        syntax = "ledger:operation",
        producerOnly = true,
        category = {Category.CLOUD, Category.DATABASE})
public class LedgerEndpoint extends StepEndpoint {

    private static final String KEY = "key";
    private static final String VALUE = "value";

    @UriPath(
            description = "remember: the ledger keeps the body until the work is done. recall: the body becomes what an"
                    + " attempt at the same work has remembered, or null. turn: the body becomes a number that is higher than"
                    + " all that were drawn for the same name before, by whomever: an order for an idempotentConsumer, where nothing"
                    + " that has come has one.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(
            description =
                    "remember, recall: what it is remembered as; several things have several names. turn: the thing that is"
                            + " ordered, a simple expression.")
    @Metadata(required = true)
    private String name;

    @UriParam(
            description =
                    "What it depends on, such as the hash of a question: recall passes over what was remembered under"
                            + " another key. A simple expression.")
    private String key;

    @UriParam(
            defaultValue = "false",
            description =
                    "Whether later versions of the same thing are to have it, too, such as what a version has left in a"
                            + " table; remember with an empty body forgets it.")
    private boolean lasting;

    /** What the step does. */
    public enum Operation {
        remember,
        recall,
        turn
    }

    LedgerEndpoint(String uri, LedgerComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        require("name", name);
    }

    @Override
    public Producer createProducer() {
        return switch (operation) {
            case remember -> producer(this::remember);
            case recall -> producer(this::recall);
            case turn -> producer(this::turn);
        };
    }

    private void turn(Exchange exchange) {
        Turns turns = new Turns(
                client(DynamoDbClient.class),
                getCamelContext().resolvePropertyPlaceholders("{{dromedary.ledger.table}}"),
                Duration.ofDays(Long.parseLong(
                        getCamelContext().resolvePropertyPlaceholders("{{dromedary.ledger.keep-days}}"))));
        Route route = exchange.getUnitOfWork() == null
                ? null
                : exchange.getUnitOfWork().getRoute();
        String routeId = route == null ? exchange.getFromRouteId() : route.getRouteId();
        exchange.getMessage().setBody(turns.next(routeId, evaluate(name, exchange)));
    }

    private void remember(Exchange exchange) {
        Object body = exchange.getMessage().getBody();
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put(KEY, key(exchange));
        kept.put(VALUE, body);
        Claim claim = claim(exchange);
        String text = JsonText.line(kept);
        if (lasting) {
            claim.rememberLasting(name, body == null ? null : text);
        } else {
            claim.remember(name, text);
        }
    }

    private void recall(Exchange exchange) {
        Claim claim = claim(exchange);
        String key = key(exchange);
        exchange.getMessage()
                .setBody((lasting ? claim.rememberedLasting(name) : claim.remembered(name))
                        .map(text -> JsonText.parse("what the ledger remembers", text))
                        .filter(kept -> Objects.equals(key, kept.get(KEY)))
                        .map(kept -> kept.get(VALUE))
                        .orElse(null));
    }

    private String key(Exchange exchange) {
        return key == null ? null : evaluate(key, exchange);
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public boolean isLasting() {
        return lasting;
    }

    public void setLasting(boolean lasting) {
        this.lasting = lasting;
    }

    public String getKey() {
        return key;
    }

    public void setKey(String key) {
        this.key = key;
    }
}
