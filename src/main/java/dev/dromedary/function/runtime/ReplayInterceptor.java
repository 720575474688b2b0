package dev.dromedary.function.runtime;

import dev.dromedary.function.ledger.Replay;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Makes a replay take its way through all routes without a word in any of them: an event that a replay's run puts with
 * {@code aws2-eventbridge} names the replay in its detail, and mail and alerts ({@code aws2-ses}, {@code aws2-sns}) stay in unless the
 * replay is to be told. Holds for {@code to} and {@code toD}.
 */
final class ReplayInterceptor implements InterceptStrategy {

    /** {@code Boolean}: the exchange property that is true if a mail or an alert was kept back. */
    static final String KEPT_BACK = "keptBack";

    private static final String EVENTS = "aws2-eventbridge";
    private static final Set<String> TELLING = Set.of("aws2-ses", "aws2-sns");

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        String scheme = scheme(definition);
        if (scheme.equals(EVENTS)) {
            return new DelegateAsyncProcessor(target) {
                @Override
                public boolean process(Exchange exchange, AsyncCallback callback) {
                    Replay replay = exchange.getProperty(Replay.PROPERTY, Replay.class);
                    if (replay != null) {
                        nameIn(exchange, replay);
                    }
                    return super.process(exchange, callback);
                }
            };
        }
        return TELLING.contains(scheme) ? silenced(target) : target;
    }

    private static String scheme(NamedNode definition) {
        String uri = "";
        if (definition instanceof ToDefinition to) {
            uri = to.getEndpointUri();
        } else if (definition instanceof ToDynamicDefinition dynamic) {
            uri = dynamic.getUri();
        }
        return uri == null || uri.indexOf(':') < 0 ? String.valueOf(uri) : uri.substring(0, uri.indexOf(':'));
    }

    private static Processor silenced(Processor target) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                if (Replay.isSilent(exchange)) {
                    exchange.setProperty(KEPT_BACK, true);
                    callback.done(true);
                    return true;
                }
                return super.process(exchange, callback);
            }
        };
    }

    /** What is no JSON object stays as it is, for EventBridge to say what it thinks of it. */
    private static void nameIn(Exchange exchange, Replay replay) {
        String text = exchange.getMessage().getBody(String.class);
        if (text == null) {
            return;
        }
        Map<String, Object> detail;
        try {
            detail = new LinkedHashMap<>(JsonDocument.parse(text));
        } catch (UnexpectedEventException e) {
            exchange.getMessage().setBody(text);
            return;
        }
        detail.put(Replay.PROPERTY, replay.document());
        exchange.getMessage().setBody(JsonDocument.write(detail));
    }
}
