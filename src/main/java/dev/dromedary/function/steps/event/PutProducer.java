package dev.dromedary.function.steps.event;

import dev.dromedary.function.ledger.Replay;
import dev.dromedary.function.steps.BodyFields;
import dev.dromedary.function.steps.Chunks;
import dev.dromedary.function.steps.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.ExchangeHelper;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/**
 * {@code event:put}: puts an event made of the body, or of each entry of a list. Can be repeated: an entry that EventBridge has taken is
 * not put again by the next attempt at the same body. Needs {@code events:PutEvents}.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
final class PutProducer extends DefaultProducer {

    /** Entries in one call. */
    private static final int MOST = 10;

    /**
     * Bytes of all entries of one call, as every region takes them; a larger entry goes alone.
     *
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html">Entry size</a>
     */
    private static final int MOST_BYTES = 256 * 1024;

    private static final String CORRELATION_ID = "correlation_id";
    private static final String BUCKET = "bucket";

    private final EventEndpoint endpoint;
    private final BodyFields fields;
    private Expression source;
    private Expression detailType;
    private Expression resources;

    PutProducer(EventEndpoint endpoint, BodyFields fields) {
        super(endpoint);
        this.endpoint = endpoint;
        this.fields = fields;
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        source = endpoint.expression(endpoint.getSource());
        detailType = endpoint.expression(endpoint.getDetailType());
        resources = endpoint.getResources() == null ? null : endpoint.expression(endpoint.getResources());
    }

    @Override
    public void process(Exchange exchange) {
        TakenEvents taken = TakenEvents.of(exchange, endpoint.getEndpointUri());
        List<Numbered> entries = new ArrayList<>();
        if (exchange.getMessage().getBody() instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                // Expressions see the entry as the body.
                Exchange each = ExchangeHelper.createCopy(exchange, true);
                each.getMessage().setBody(list.get(i));
                entries.add(new Numbered(i, entry(each)));
            }
        } else {
            entries.add(new Numbered(0, entry(exchange)));
        }
        entries.removeIf(entry -> taken.has(entry.number()));
        for (List<Numbered> chunk : Chunks.of(entries, MOST, MOST_BYTES, entry -> bytes(entry.entry()))) {
            put(chunk, taken);
        }
        taken.forget(exchange);
    }

    private record Numbered(int number, PutEventsRequestEntry entry) {}

    private void put(List<Numbered> chunk, TakenEvents taken) {
        PutEventsResponse reply = endpoint.client(EventBridgeClient.class)
                .putEvents(PutEventsRequest.builder()
                        .entries(chunk.stream().map(Numbered::entry).toList())
                        .build());
        RefusedEvents refused = new RefusedEvents(reply);
        for (int i = 0; i < chunk.size(); i++) {
            if (refused.took(i)) {
                taken.add(chunk.get(i).number());
            }
        }
        refused.check();
    }

    private PutEventsRequestEntry entry(Exchange exchange) {
        Map<String, Object> detail = detail(exchange);
        return PutEventsRequestEntry.builder()
                .eventBusName(endpoint.getBus())
                .source(source.evaluate(exchange, String.class))
                .detailType(detailType.evaluate(exchange, String.class))
                .resources(resources(exchange, detail))
                .detail(JsonText.line(detail))
                .build();
    }

    private Map<String, Object> detail(Exchange exchange) {
        Map<String, Object> chosen = fields.from(exchange);
        Map<String, Object> detail = new LinkedHashMap<>();
        String correlationId = exchange.getProperty("correlationId", String.class);
        if (correlationId != null) {
            detail.put(CORRELATION_ID, correlationId);
        }
        detail.putAll(chosen);
        Replay replay = exchange.getProperty(Replay.PROPERTY, Replay.class);
        if (replay != null) {
            detail.put(Replay.PROPERTY, replay.document());
        }
        return detail;
    }

    private List<String> resources(Exchange exchange, Map<String, Object> detail) {
        if (resources != null) {
            return Arrays.stream(resources.evaluate(exchange, String.class).split(","))
                    .map(String::strip)
                    .filter(arn -> !arn.isEmpty())
                    .toList();
        }
        return detail.get(BUCKET) instanceof String bucket && !bucket.isBlank()
                ? List.of("arn:" + partition() + ":s3:::" + bucket)
                : List.of();
    }

    private String partition() {
        String region = endpoint.getCamelContext().resolvePropertyPlaceholders("{{dromedary.region:us-east-1}}");
        return PartitionMetadata.of(Region.of(region)).id();
    }

    private static int bytes(PutEventsRequestEntry entry) {
        int bytes = bytes(entry.source()) + bytes(entry.detailType()) + bytes(entry.detail());
        for (String arn : entry.resources()) {
            bytes += bytes(arn);
        }
        return bytes;
    }

    private static int bytes(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Entries of a body that EventBridge has taken, so that a step which is tried again puts the others only: each event that is put has
     * an id of its own, and whoever gets two of them can't tell that they are one.
     */
    static final class TakenEvents {

        private static final String PROPERTY = "takenEvents";

        private final String step;
        private final Object body;
        private final BitSet entries = new BitSet();

        private TakenEvents(String step, Object body) {
            this.step = step;
            this.body = body;
        }

        /** Those of an earlier attempt at the same body, or none. */
        static TakenEvents of(Exchange exchange, String step) {
            Object body = exchange.getMessage().getBody();
            TakenEvents taken = exchange.getProperty(PROPERTY, TakenEvents.class);
            if (taken == null || taken.body != body || !taken.step.equals(step)) {
                taken = new TakenEvents(step, body);
                exchange.setProperty(PROPERTY, taken);
            }
            return taken;
        }

        boolean has(int entry) {
            return entries.get(entry);
        }

        void add(int entry) {
            entries.set(entry);
        }

        void forget(Exchange exchange) {
            exchange.removeProperty(PROPERTY);
        }
    }
}
