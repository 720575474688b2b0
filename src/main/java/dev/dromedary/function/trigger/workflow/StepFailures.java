package dev.dromedary.function.trigger.workflow;

import dev.dromedary.function.ledger.LedgerProperties;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Lets Camel try the steps of a workflow again as a state machine does:
 *
 * <ul>
 *   <li>A step within a doTry is tried once, as Camel's error handling does not hold there. What none of its doCatch catches leaves
 *       whatever is around it; Camel would else try that again as a whole, such as a choice, with all calls in it.
 *   <li>Each step is tried as often as the error handling says. Camel counts in a header, which a step that has succeeded in the end
 *       would leave to the next.
 * </ul>
 */
final class StepFailures implements InterceptStrategy {

    private static final String COUNTERS = "CamelRedeliver*";
    private static final String DIRECT = "direct:";

    /** Adds it to a context, before the steps of a workflow are made. */
    static void addTo(CamelContext context) {
        boolean there = context.getCamelContextExtension().getInterceptStrategies().stream()
                .anyMatch(StepFailures.class::isInstance);
        if (!there) {
            context.getCamelContextExtension().addInterceptStrategy(new StepFailures());
        }
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        if (!(definition instanceof ProcessorDefinition<?> step) || !isOfWorkflow(step)) {
            return target;
        }
        boolean caught = isCaught(step);
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                return super.process(exchange, doneSync -> {
                    if (exchange.getException() == null) {
                        exchange.getMessage().removeHeaders(COUNTERS);
                    } else if (caught) {
                        exchange.setProperty(LedgerProperties.TRIED_ONCE, exchange.getException());
                    }
                    callback.done(doneSync);
                });
            }
        };
    }

    private static boolean isCaught(ProcessorDefinition<?> step) {
        return ProcessorDefinitionHelper.isParentOfType(TryDefinition.class, step, true)
                || ProcessorDefinitionHelper.isParentOfType(CatchDefinition.class, step, true);
    }

    private static boolean isOfWorkflow(ProcessorDefinition<?> step) {
        RouteDefinition route = ProcessorDefinitionHelper.getRoute(step);
        if (route == null || route.getInput() == null) {
            return false;
        }
        String from = route.getInput().getEndpointUri();
        return from.startsWith(LambdaWorkflowEndpoint.SCHEME + ":") || from.startsWith(DIRECT);
    }
}
