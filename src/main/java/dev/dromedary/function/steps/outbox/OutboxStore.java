package dev.dromedary.function.steps.outbox;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.steps.Calls;
import dev.dromedary.function.steps.Chunks;
import dev.dromedary.function.steps.DeadlineExceededException;
import dev.dromedary.function.steps.DynamoDbItem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * {@code outbox:store}: stores what is new or has changed. Can be repeated: what is stored is found stored. A message that no
 * table and no queue would ever take is left out, and told of in the exchange property {@link #REJECTED}.
 */
final class OutboxStore implements Processor {

    /**
     * Messages that are too large, a list of maps with {@code hash} (of prefix and field: whose they are is data, which an
     * error does not tell) and {@code bytes}.
     */
    static final String REJECTED = "outboxRejected";

    /**
     * The item has the text and its fields, and 400 KB at the most.
     *
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas</a>
     */
    static final int LARGEST_TEXT = 190 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(OutboxStore.class);

    private final OutboxEndpoint endpoint;

    OutboxStore(OutboxEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        DeadlineExceededException.check(exchange, "before messages were stored");
        Claim claim = endpoint.claim(exchange);
        List<OutboxMessage> messages = messages(exchange);
        long end = DynamoDbItem.expires(claim, endpoint.getKeepDays());
        OutboxTable table = endpoint.outboxTable();
        Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
        List<List<OutboxMessage>> pending = Collections.synchronizedList(new ArrayList<>());
        Calls.each(
                endpoint.threads(),
                Chunks.of(
                        messages,
                        OutboxTable.MOST_AT_ONCE,
                        OutboxTable.MOST_BYTES,
                        message -> message.text().length() * 3),
                chunk -> pending.add(store(table, chunk, end, Backoff.until(deadline))));
        exchange.getMessage().setBody(pending.stream().flatMap(List::stream).toList());
    }

    private List<OutboxMessage> messages(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof List<?> batch)) {
            throw new IllegalStateException("outbox:store needs a list of maps in the body");
        }
        String prefix = endpoint.evaluate(endpoint.getPrefix(), exchange);
        long revision = Long.parseLong(endpoint.evaluate(endpoint.getRevision(), exchange));
        String correlationId = exchange.getProperty("correlationId", "", String.class);
        // A transaction takes each key once.
        Map<String, OutboxMessage> messages = new LinkedHashMap<>();
        List<Map<String, Object>> rejected = new ArrayList<>();
        for (Object each : batch) {
            if (!(each instanceof Map<?, ?> map)) {
                throw new IllegalStateException("outbox:store needs a list of maps in the body");
            }
            Map<String, Object> fields = new LinkedHashMap<>();
            map.forEach((name, value) -> fields.put(String.valueOf(name), value));
            OutboxMessage message = OutboxMessage.of(prefix, endpoint.getField(), fields, revision, correlationId);
            int bytes = message.text().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > LARGEST_TEXT) {
                rejected.add(Map.of("hash", message.hash(), "bytes", bytes));
            } else if (messages.put(message.hash(), message) != null) {
                // Whose they are is data, which a sentence does not tell; the hash is what the table knows them by.
                throw new IllegalStateException("Two messages have the same " + endpoint.getField() + " (hash "
                        + message.hash() + "); one would take the place of the other");
            }
        }
        exchange.setProperty(REJECTED, rejected);
        if (!rejected.isEmpty()) {
            LOG.warn(
                    "{} messages are larger than {} bytes and were neither stored nor sent; the exchange property {} has them",
                    rejected.size(),
                    LARGEST_TEXT,
                    REJECTED);
        }
        return List.copyOf(messages.values());
    }

    /** @return those that are to be sent */
    private List<OutboxMessage> store(OutboxTable table, List<OutboxMessage> chunk, long end, Backoff backoff) {
        Map<String, Map<String, AttributeValue>> stored = table.read(chunk, backoff);
        List<OutboxMessage> changed = new ArrayList<>();
        List<OutboxMessage> pending = new ArrayList<>();
        for (OutboxMessage message : chunk) {
            Map<String, AttributeValue> item = stored.get(message.hash());
            if (item == null || !item.get(OutboxMessage.MESSAGE).s().equals(message.text())) {
                changed.add(message);
                pending.add(message);
            } else if (!Boolean.TRUE.equals(item.get(OutboxMessage.SENT).bool())) {
                pending.add(OutboxMessage.of(item));
            }
        }
        if (!changed.isEmpty()) {
            table.put(changed, endpoint.getExpires(), end);
        }
        return pending;
    }
}
