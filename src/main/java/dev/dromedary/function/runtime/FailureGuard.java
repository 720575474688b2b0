package dev.dromedary.function.runtime;

import java.util.Collection;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Ordered;
import org.apache.camel.Predicate;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * Lets every failure of a step end its exchange. Camel's engine has no place for what an asynchronous step throws instead of
 * handing it over, nor for what the {@code onWhen} of a {@code doCatch} throws: it logs it, and the exchange never ends, so
 * that a function would wait until Lambda stops it.
 *
 * @see <a href="https://github.com/apache/camel/blob/main/core/camel-base-engine/src/main/java/org/apache/camel/impl/engine/DefaultReactiveExecutor.java">What
 *     Camel does with an exception there</a>
 */
public final class FailureGuard extends LifecycleStrategySupport implements InterceptStrategy, Ordered {

    private final CamelContext context;

    private FailureGuard(CamelContext context) {
        this.context = context;
    }

    /** Guards a context that has no routes yet. */
    public static void install(CamelContext context) {
        FailureGuard guard = new FailureGuard(context);
        context.addLifecycleStrategy(guard);
        context.getCamelContextExtension().addInterceptStrategy(guard);
    }

    /** Around all others, as any of them may throw. */
    @Override
    public int getOrder() {
        return HIGHEST;
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Once once = new Once(callback);
                try {
                    return super.process(exchange, once);
                } catch (Throwable e) { // an exchange has a place for errors, too
                    if (once.called) {
                        throw e;
                    }
                    exchange.setException(e);
                    callback.done(true);
                    return true;
                }
            }
        };
    }

    /** Knows whether the exchange goes on already. */
    private static final class Once implements AsyncCallback {

        private final AsyncCallback callback;
        private volatile boolean called;

        Once(AsyncCallback callback) {
            this.callback = callback;
        }

        @Override
        public void done(boolean doneSync) {
            called = true;
            callback.done(doneSync);
        }
    }

    /** Before the steps are made. No interceptor is asked for the clauses of a {@code doTry}. */
    @Override
    public void onRouteContextCreate(Route route) {
        if (route.getRoute() instanceof RouteDefinition definition) {
            for (TryDefinition each : tries(definition.getOutputs())) {
                for (CatchDefinition clause : each.getCatchClauses()) {
                    if (clause.getOnWhen() != null) {
                        guard(clause);
                    }
                }
            }
        }
    }

    private static Collection<TryDefinition> tries(List<ProcessorDefinition<?>> outputs) {
        return ProcessorDefinitionHelper.filterTypeInOutputs(outputs, TryDefinition.class);
    }

    private void guard(CatchDefinition clause) {
        ExpressionDefinition written = clause.getOnWhen().getExpression();
        if (!(written.getPredicate() instanceof Condition)) {
            ExpressionDefinition guarded = new ExpressionDefinition(new Condition(written.createPredicate(context)));
            clause.getOnWhen().setExpression(guarded);
        }
    }

    /** What can't be evaluated does not hold, and is what the exchange fails with from there on. */
    private record Condition(Predicate written) implements Predicate {

        @Override
        public void init(CamelContext context) {
            written.init(context);
        }

        @Override
        public void initPredicate(CamelContext context) {
            written.initPredicate(context);
        }

        @Override
        public boolean matches(Exchange exchange) {
            try {
                return written.matches(exchange);
            } catch (RuntimeException e) {
                Throwable first = exchange.getException();
                if (first != null && first != e) {
                    e.addSuppressed(first);
                }
                exchange.setException(e);
                return false;
            }
        }

        @Override
        public String toString() {
            return written.toString();
        }
    }
}
