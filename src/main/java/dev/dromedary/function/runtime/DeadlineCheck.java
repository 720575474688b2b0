package dev.dromedary.function.runtime;

import dev.dromedary.function.ledger.LedgerProperties;
import java.time.Instant;
import java.util.concurrent.TimeoutException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Lets no step of a route begin when the invocation's time is almost up, so that there is time to clean up and say why. */
final class DeadlineCheck implements InterceptStrategy {

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
                // The steps that deal with a failure still have to run.
                boolean failing = exchange.getProperty(Exchange.EXCEPTION_CAUGHT) != null;
                if (deadline != null && !failing && !Instant.now().isBefore(deadline)) {
                    exchange.setException(new TimeoutException("Stopped before " + definition.getLabel()
                            + " because the function's time is almost up; raise the timeout of the route's lambda:"
                            + " endpoint, or its memory, which brings more CPU"));
                    callback.done(true);
                    return true;
                }
                return super.process(exchange, callback);
            }
        };
    }
}
