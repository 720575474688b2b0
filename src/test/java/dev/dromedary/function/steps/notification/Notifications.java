package dev.dromedary.function.steps.notification;

import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.runtime.Services;
import dev.dromedary.plan.TableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table of things to tell of, a ledger, and real Camel contexts with a route that works on them once. */
final class Notifications implements AutoCloseable {

    static final String CORRELATION = "correlation_id";
    static final String TIME = "analysis_timestamp";
    static final String KEY = "&key=" + CORRELATION + "," + TIME;

    final String table = "told-" + UUID.randomUUID();
    final DefaultCamelContext context = new DefaultCamelContext();
    final DynamoDbClient client;

    Notifications(EmbeddedDynamoDb tables) {
        client = tables.client();
        tables.table(new TableDefinition(
                table, CORRELATION, TIME, null, List.of(new TableDefinition.Index("by-date", "analysis_date", TIME))));
        String ledger = table + "-ledger";
        tables.table(ledger, "id", null, null);
        Properties properties = new Properties();
        properties.setProperty("dromedary.ledger.table", ledger);
        properties.setProperty("dromedary.ledger.keep-days", "90");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("dynamoDb", DynamoDbClient.class, client);
        context.disableJMX();
    }

    /** Starts a route with these steps for each piece of work that is done once. */
    Notifications route(Processor... steps) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().logExhausted(false));
                var once = from("direct:in")
                        .routeId("p-notify")
                        .idempotentConsumer(exchangeProperty("idempotencyKey"))
                        .idempotentRepository(Services.ledger(context, client));
                for (Processor step : steps) {
                    once.process(step);
                }
            }
        });
        context.start();
        return this;
    }

    /** The step that an endpoint is. */
    Processor step(String uri) {
        return exchange -> {
            var producer = context.getEndpoint(uri).createProducer();
            producer.start();
            producer.process(exchange);
        };
    }

    Processor claim() {
        return step("notification:claim?table=" + table + KEY + "&lease=60");
    }

    Processor sent() {
        return step("notification:sent?table=" + table + KEY);
    }

    Exchange work(String id, Object body) {
        return work(id, body, Map.of());
    }

    Exchange work(String id, Object body, Map<String, Object> properties) {
        return context.createProducerTemplate().send("direct:in", exchange -> {
            exchange.setProperty("correlationId", id);
            exchange.setProperty(LedgerProperties.IDEMPOTENCY_KEY, id);
            properties.forEach(exchange::setProperty);
            exchange.getMessage().setBody(body);
        });
    }

    static Map<String, Object> key(String id, String time) {
        return Map.of(CORRELATION, id, TIME, time);
    }

    /** Puts an item that nobody was told of, with more attributes. */
    Map<String, Object> put(String id, String time, Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(CORRELATION, AttributeValue.fromS(id));
        item.put(TIME, AttributeValue.fromS(time));
        item.put("analysis_date", AttributeValue.fromS(time.substring(0, 10)));
        item.put(NotificationTable.SENT, AttributeValue.fromBool(false));
        item.putAll(more);
        client.putItem(put -> put.tableName(table).item(item));
        return key(id, time);
    }

    Map<String, AttributeValue> item(Map<String, Object> key) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        key.forEach((name, value) -> attributes.put(name, AttributeValue.fromS(value.toString())));
        return client.getItem(get -> get.tableName(table).key(attributes).consistentRead(true))
                .item();
    }

    @Override
    public void close() {
        context.stop();
        client.deleteTable(delete -> delete.tableName(table));
        client.deleteTable(delete -> delete.tableName(table + "-ledger"));
    }
}
