package dev.dromedary.function.steps.outbox;

import dev.dromedary.function.ledger.Backoff;
import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.function.ledger.Replay;
import dev.dromedary.function.steps.Calls;
import dev.dromedary.function.steps.Chunks;
import dev.dromedary.function.steps.DeadlineExceededException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * {@code outbox:send}: sends what outbox:store says is pending, then marks it. A failure in between sends it again, under the
 * same message id. Sends nothing for a replay without {@code --notify}.
 */
final class OutboxSender implements Processor {

    private final OutboxEndpoint endpoint;

    OutboxSender(OutboxEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException {
        DeadlineExceededException.check(exchange, "before messages were sent");
        if (Replay.isSilent(exchange)) {
            // They stay pending, for the next run of the same work that may send.
            return;
        }
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim != null) {
            claim.renew();
        }
        List<OutboxMessage> pending = pending(exchange);
        OutboxTable table = endpoint.outboxTable();
        Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
        OutboxQueue queue = new OutboxQueue(endpoint.client(SqsClient.class), endpoint.getQueueUrl());
        Calls.each(
                endpoint.threads(),
                Chunks.of(pending, OutboxTable.MOST_AT_ONCE, Integer.MAX_VALUE, message -> 0),
                chunk -> {
                    Chunks.of(chunk, OutboxQueue.MOST_AT_ONCE, OutboxQueue.MOST_BYTES, OutboxSender::bytes)
                            .forEach(batch -> queue.send(batch, Backoff.until(deadline)));
                    table.markSent(chunk);
                });
    }

    private static int bytes(OutboxMessage message) {
        return message.text().getBytes(StandardCharsets.UTF_8).length + OutboxQueue.ATTRIBUTE_BYTES;
    }

    private static List<OutboxMessage> pending(Exchange exchange) {
        List<OutboxMessage> pending = new ArrayList<>();
        if (exchange.getMessage().getBody() instanceof List<?> list) {
            list.forEach(each -> {
                if (each instanceof OutboxMessage message) {
                    pending.add(message);
                }
            });
            if (pending.size() == list.size()) {
                return pending;
            }
        }
        throw new IllegalStateException("outbox:send sends what outbox:store has stored; put outbox:store before it");
    }
}
