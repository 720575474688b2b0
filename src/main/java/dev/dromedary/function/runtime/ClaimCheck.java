package dev.dromedary.function.runtime;

import dev.dromedary.function.ledger.ClaimLostException;
import dev.dromedary.function.ledger.HeldClaims;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.IdempotentConsumerDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.MDC;

/**
 * Lets each step of a route run under the claims of its exchange, on whatever thread, so that every client knows them, and lets none
 * begin once one of them is lost: endpoints with clients of their own are held back here. A thread that is not the
 * invocation's logs with the ids of the exchange while it works on a step.
 */
final class ClaimCheck implements InterceptStrategy {

    private static final String REQUEST_ID = "request_id";

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        boolean nests = definition instanceof IdempotentConsumerDefinition;
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Map<String, String> before = adoptLogContext(exchange);
                AsyncCallback behind = nests ? leaving(exchange, callback) : callback;
                try (HeldClaims.Scope scope = HeldClaims.under(exchange)) {
                    return isHeld(exchange) ? super.process(exchange, behind) : end(behind);
                } finally {
                    if (before != null) {
                        MDC.setContextMap(before);
                    }
                }
            }
        };
    }

    private static AsyncCallback leaving(Exchange exchange, AsyncCallback callback) {
        HeldClaims.Scope around = HeldClaims.around(exchange);
        return doneSync -> {
            around.close();
            callback.done(doneSync);
        };
    }

    private static boolean isHeld(Exchange exchange) {
        try {
            HeldClaims.require();
            return true;
        } catch (ClaimLostException e) {
            exchange.setException(e);
            return false;
        }
    }

    private static boolean end(AsyncCallback callback) {
        callback.done(true);
        return true;
    }

    /** @return what the thread had before, or null if nothing has changed */
    private static Map<String, String> adoptLogContext(Exchange exchange) {
        Invocation invocation = exchange.getProperty(Invocation.PROPERTY, Invocation.class);
        if (invocation == null || invocation.requestId().equals(MDC.get(REQUEST_ID))) {
            return null;
        }
        Map<String, String> before = MDC.getCopyOfContextMap();
        Map<String, String> own = new TreeMap<>();
        own.put(REQUEST_ID, invocation.requestId());
        put(own, "correlation_id", exchange.getProperty(LambdaConsumer.CORRELATION_ID, String.class));
        put(own, "route", exchange.getFromRouteId());
        MDC.setContextMap(own);
        return before == null ? Map.of() : before;
    }

    private static void put(Map<String, String> context, String name, String value) {
        if (value != null) {
            context.put(name, value);
        }
    }
}
