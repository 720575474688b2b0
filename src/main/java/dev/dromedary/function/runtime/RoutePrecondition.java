package dev.dromedary.function.runtime;

import org.apache.camel.CamelContext;
import org.apache.camel.Predicate;
import org.apache.camel.model.language.SimpleExpression;
import org.apache.camel.support.DefaultExchange;

/**
 * Tells as Camel does at its start whether a route is there.
 *
 * @see <a href="https://camel.apache.org/manual/routes.html">Route precondition</a>
 */
public final class RoutePrecondition {

    private RoutePrecondition() {}

    /**
     * Whether a route is there.
     *
     * @param context has the properties, and is built
     * @param precondition a Simple expression; null or blank if there is none, as it holds then
     * @throws RuntimeException Camel's, if it can't be told
     */
    public static boolean holds(CamelContext context, String precondition) {
        if (precondition == null || precondition.isBlank()) {
            return true;
        }
        Predicate predicate = new SimpleExpression(precondition).createPredicate(context);
        predicate.initPredicate(context);
        return predicate.matches(new DefaultExchange(context));
    }
}
