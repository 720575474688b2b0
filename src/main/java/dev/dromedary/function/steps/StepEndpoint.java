package dev.dromedary.function.steps;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.ledger.LedgerProperties;
import java.time.Instant;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** A step of ours, {@code scheme:operation}: something that a route does with a message, and never what a route begins with. */
public abstract class StepEndpoint extends DefaultEndpoint {

    private final String step;

    /**
     * A step, whose options are not set yet.
     *
     * @param component the component, which knows the scheme
     * @param operation what the step does
     */
    protected StepEndpoint(String uri, StepComponent<?> component, Enum<?> operation) {
        super(uri, component);
        this.step = component.scheme() + ":" + operation;
    }

    /**
     * Looks at the options when all are set.
     *
     * @throws IllegalArgumentException with one sentence if the step can't work with them
     */
    protected abstract void check();

    /** The step as routes name it, such as {@code records:open}. */
    public final String step() {
        return step;
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(step + " is a step; " + beginning());
    }

    /** What to say to a route that begins with the step. */
    protected String beginning() {
        return "a route can't begin with it";
    }

    /** A producer of a step that needs nothing when the route starts. */
    protected final Producer producer(Processor work) {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) throws Exception {
                work.process(exchange);
            }
        };
    }

    /**
     * Makes sure that an option is set.
     *
     * @throws IllegalArgumentException with one sentence if it is not, or blank
     */
    protected final void require(String option, String value) {
        require(option, value, "");
    }

    /** The same, with what is to be done behind the sentence. */
    protected final void require(String option, String value, String help) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(step + " needs the option " + option + help);
        }
    }

    /** An expression in the Simple language. */
    public final Expression expression(String text) {
        Expression expression = getCamelContext().resolveLanguage("simple").createExpression(text);
        expression.init(getCamelContext());
        return expression;
    }

    /** What an expression in the Simple language comes to, as a text. */
    public final String evaluate(String text, Exchange exchange) {
        return getCamelContext()
                .resolveLanguage("simple")
                .createExpression(text)
                .evaluate(exchange, String.class);
    }

    /** The one client of a kind, looked for when a message comes: a function gets its clients late. */
    public final <T> T client(Class<T> type) {
        return CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), type);
    }

    /**
     * The claim under which an exchange works.
     *
     * @throws IllegalStateException with one sentence if there is none
     */
    public final Claim claim(Exchange exchange) {
        Claim claim = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        if (claim == null) {
            throw new IllegalStateException(
                    step + " belongs to work that is done once; put it inside an idempotentConsumer with #ledger");
        }
        return claim;
    }

    /** When a schedule's work was due, or now: a retry of the same schedule looks at the same time. */
    public static Instant scheduled(Exchange exchange) {
        String scheduled = exchange.getMessage().getHeader("scheduledTime", String.class);
        return scheduled == null ? Instant.now() : Instant.parse(scheduled);
    }
}
