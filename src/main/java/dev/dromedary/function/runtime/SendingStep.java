package dev.dromedary.function.runtime;

import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.NamedNode;
import org.apache.camel.model.DynamicRouterDefinition;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.PollDefinition;
import org.apache.camel.model.PollEnrichDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.support.EndpointHelper;

/**
 * What a step of a route does with a message, as far as evaluating is concerned.
 *
 * @param name the step, for people
 * @param own whether it is one of ours, which evaluates its options and no header
 * @param dynamic whether the message says where to
 * @param address yields where to, or null where that is not known beforehand
 */
record SendingStep(String name, boolean own, boolean dynamic, Expression address) {

    /** Steps of ours. */
    static final Set<String> OWN = Set.of(
            "records",
            "ledger",
            "model",
            "notification",
            "object",
            "body",
            "event",
            "item",
            "fileset",
            "rollup",
            "outbox",
            "window");

    /** Evaluating them twice does nothing twice. */
    private static final Set<String> REPEATABLE = Set.of("simple", "header", "exchangeProperty", "variable");

    private static final String PLACEHOLDER = "{{";

    static SendingStep of(CamelContext context, NamedNode definition) {
        if (definition instanceof ToDefinition to) {
            String uri = String.valueOf(to.getEndpointUri());
            return new SendingStep(definition.getLabel(), OWN.contains(uri.split("[:?]", 2)[0]), false, null);
        }
        // wireTap is one, too.
        if (definition instanceof ToDynamicDefinition dynamic) {
            return dynamic(context, definition, "simple", dynamic.getUri());
        }
        if (definition instanceof PollDefinition poll) {
            return dynamic(context, definition, "simple", poll.getUri());
        }
        if (definition instanceof EnrichDefinition
                || definition instanceof PollEnrichDefinition
                || definition instanceof RecipientListDefinition<?>
                || definition instanceof RoutingSlipDefinition<?>
                || definition instanceof DynamicRouterDefinition<?>) {
            var expression = ((ExpressionNode) definition).getExpression();
            return expression == null
                    ? new SendingStep(definition.getLabel(), false, true, null)
                    : dynamic(context, definition, expression.getLanguage(), expression.getExpression());
        }
        return new SendingStep(definition.getLabel(), false, false, null);
    }

    /** Whether an address stands in the route as a whole. */
    static boolean isWritten(String language, String text) {
        return text != null
                && (language.equals("constant")
                        || language.equals("simple")
                                && !text.contains("${")
                                && !text.contains("$simple{")
                                && !text.startsWith("language:"));
    }

    private static SendingStep dynamic(CamelContext context, NamedNode definition, String language, String text) {
        boolean written = text == null || isWritten(language, text);
        boolean known = !written && REPEATABLE.contains(language) && !text.startsWith("language:");
        Expression address = known
                ? context.resolveLanguage(language)
                        .createExpression(EndpointHelper.resolveEndpointUriPropertyPlaceholders(context, text))
                : null;
        if (address != null) {
            address.init(context);
        }
        return new SendingStep(definition.getLabel(), false, !written, address);
    }

    /**
     * What is wrong with the address for this message, in one sentence, or null. Camel resolves property placeholders
     * in every address; the route's own were resolved when it was loaded.
     */
    String fault(Exchange exchange) {
        String text = address == null ? null : address.evaluate(exchange, String.class);
        return text == null || !text.contains(PLACEHOLDER)
                ? null
                : "The address of " + name
                        + " has {{ in it, which came with the message; only a route may name properties";
    }
}
