package dev.dromedary.function.runtime;

import java.util.Set;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.language.bean.BeanLanguage;
import org.apache.camel.language.simple.FileLanguage;
import org.apache.camel.language.simple.SimpleLanguage;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.ExpressionAdapter;
import org.apache.camel.support.LanguageSupport;
import org.apache.camel.support.builder.ExpressionBuilder;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/**
 * What comes with a message is never evaluated, whichever endpoint a step sends it to. Some components of Camel take a header
 * for an expression: {@code aws2-s3} the key and the bucket in all of its operations (CVE-2026-95664), {@code file} and
 * its kin the name of the file, {@code sql} what stands in a query. They ask the context for the language each time, so
 * that is where they are stopped: the text of a header yields itself. A component that takes headers literally does not
 * ask, and finds the same header; so no version has to be known.
 *
 * <p>A step whose address comes from the message ({@code toD}, {@code recipientList}, …) gets options from there, too; none
 * of them is evaluated, as what the route's author wrote was evaluated when the address was made.
 *
 * @see <a href="https://camel.apache.org/security/CVE-2026-95664.html">CVE-2026-95664</a>
 */
public final class EvaluationGuard implements InterceptStrategy {

    /** Headers that steer endpoints. None of them comes from outside but as what a trigger or a step has put into it. */
    private static final String STEERING = "Camel";

    /** Headers of which a component evaluates parts. */
    private static final Set<String> EVALUATED_IN_PART =
            Set.of("CamelSqlQuery", "CamelSqlStoredTemplate", "CamelBeanMethodName", "CamelLanguageScript");

    /** {@code String}: the exchange property that names the route in which a step's address came from the message. */
    private static final String DYNAMIC = "dynamicAddress";

    /**
     * Whether the thread is in a step of ours, which evaluates what the route's author wrote; none if it is in no step.
     * Camel compiles an expression without a word of who asks.
     */
    private final ThreadLocal<Boolean> own = new ThreadLocal<>();

    private EvaluationGuard() {}

    /** Guards a context that has no routes yet: its routes' steps, and the languages that components ask for. */
    public static void install(CamelContext context) {
        EvaluationGuard guard = new EvaluationGuard();
        // Where Camel looks first: https://camel.apache.org/manual/languages.html
        context.getRegistry().bind("simple-language", guard.new LiteralSimple());
        context.getRegistry().bind("file-language", guard.new LiteralFileLanguage());
        context.getRegistry().bind("bean-language", new LiteralBean());
        context.getCamelContextExtension().addInterceptStrategy(guard);
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor nextTarget) {
        SendingStep step = SendingStep.of(context, definition);
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Boolean around = own.get();
                own.set(step.own());
                try {
                    String fault = step.fault(exchange);
                    if (fault != null) {
                        exchange.setException(new IllegalArgumentException(fault));
                        callback.done(true);
                        return true;
                    }
                    return super.process(exchange, step.dynamic() ? marked(exchange, callback) : callback);
                } finally {
                    leave(around);
                }
            }
        };
    }

    /** Some steps go on after they have returned, so that the exchange has to tell; its copies do, too. */
    private static AsyncCallback marked(Exchange exchange, AsyncCallback callback) {
        exchange.setProperty(DYNAMIC, String.valueOf(ExchangeHelper.getAtRouteId(exchange)));
        return doneSync -> {
            exchange.removeProperty(DYNAMIC);
            callback.done(doneSync);
        };
    }

    private void leave(Boolean around) {
        if (around == null) {
            own.remove();
        } else {
            own.set(around);
        }
    }

    /**
     * What a component gets that asks for an expression; it yields the text itself for an exchange that brought the
     * text.
     */
    Expression expression(CamelContext context, String text, Compiler compiler) {
        Boolean here = own.get();
        boolean starting = here == null && (context == null || !context.isStarted());
        if (starting || Boolean.TRUE.equals(here) || !LanguageSupport.hasSimpleFunction(text)) {
            return compiler.compile();
        }
        if (here == null) {
            // A route that is loaded: its faults are told now.
            return new UnlessLiteral(text, compiler.compile());
        }
        return new UnlessLiteral(text, compiler);
    }

    /** Makes an expression of the text in question. */
    @FunctionalInterface
    interface Compiler {
        Expression compile();
    }

    /** An expression that yields its own text where that came with the message. */
    private static final class UnlessLiteral extends ExpressionAdapter {

        private final String text;
        private final Compiler compiler;
        private Expression compiled;

        UnlessLiteral(String text, Expression compiled) {
            this.text = text;
            this.compiler = null;
            this.compiled = compiled;
        }

        /** Camel takes the square of a text's length to compile it: minutes for a megabyte, for nothing if it is literal. */
        UnlessLiteral(String text, Compiler compiler) {
            this.text = text;
            this.compiler = compiler;
        }

        @Override
        public void init(CamelContext context) {
            if (compiled != null) {
                compiled.init(context);
            }
        }

        @Override
        public <T> T evaluate(Exchange exchange, Class<T> type) {
            if (isFromHeader(exchange, text) || isFromAddress(exchange)) {
                return ExpressionBuilder.constantExpression(text).evaluate(exchange, type);
            }
            return compiled(exchange.getContext()).evaluate(exchange, type);
        }

        private synchronized Expression compiled(CamelContext context) {
            if (compiled == null) {
                Expression made = compiler.compile();
                made.init(context);
                compiled = made;
            }
            return compiled;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** A route that was called by such a step has an address of its own again. */
    private static boolean isFromAddress(Exchange exchange) {
        String dynamic = exchange.getProperty(DYNAMIC, String.class);
        String route = ExchangeHelper.getAtRouteId(exchange);
        return dynamic != null && (route == null || route.equals(dynamic));
    }

    private static boolean isFromHeader(Exchange exchange, String text) {
        return exchange.getMessage().getHeaders().entrySet().stream()
                .anyMatch(header -> header.getValue() instanceof CharSequence value
                        && (isEvaluated(header.getKey()) && text.contentEquals(value)
                                || EVALUATED_IN_PART.contains(header.getKey())
                                        && value.toString().contains(text)));
    }

    /** Any of them, as the next version of a component may evaluate another one. */
    private static boolean isEvaluated(String header) {
        return header.regionMatches(true, 0, STEERING, 0, STEERING.length());
    }

    /**
     * Camel's bean language, except that a text whose method is called is that text. {@code ${header.name.trim()}} hands the
     * header's value to the bean language as the bean, and Camel 4.17 resolves property placeholders in each text that the
     * language gets: a value {@code {{env:SECRET}}} would become the secret, and {@code #ledger} a bean of that name.
     */
    private static final class LiteralBean extends BeanLanguage {

        /** Where the bean stands among the language's properties; what else may stand there is written in routes. */
        private static final int BEAN = 1;

        @Override
        protected <T> T property(Class<T> type, Object[] properties, int index, Object otherwise) {
            if (index == BEAN && properties.length > BEAN && properties[BEAN] instanceof CharSequence text) {
                return type.cast(text);
            }
            return super.property(type, properties, index, otherwise);
        }
    }

    /** Camel's simple language, except for texts that came with a message. */
    private final class LiteralSimple extends SimpleLanguage {

        @Override
        public Expression createExpression(String expression) {
            return EvaluationGuard.this.expression(
                    getCamelContext(), expression, () -> super.createExpression(expression));
        }
    }

    /** Camel's file language, which the names of files are written in, except for names that came with a message. */
    private final class LiteralFileLanguage extends FileLanguage {

        @Override
        public Expression createExpression(String expression) {
            return EvaluationGuard.this.expression(
                    getCamelContext(), expression, () -> super.createExpression(expression));
        }
    }
}
