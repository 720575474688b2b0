package dev.dromedary.function.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.Route;
import org.apache.camel.model.EnrichDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RoutingSlipDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.WireTapDefinition;
import org.apache.camel.model.language.ExpressionDefinition;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * Makes the endpoints of steps such as {@code toD} and {@code enrich} with the route where the route says the whole address, as
 * Camel does it for {@code to}. What such an endpoint asks when it starts ({@code aws2-s3} whether its bucket is there) is then
 * asked as the function starts, when no call goes out, and not by the first event, which no permission is granted for.
 */
final class WrittenAddresses extends LifecycleStrategySupport {

    /** What a {@code recipientList} names as its delimiter if it has one recipient. */
    private static final String NONE = "false";

    private final CamelContext context;

    private WrittenAddresses(CamelContext context) {
        this.context = context;
    }

    /** Looks at all routes of a context that has none yet. */
    static void install(CamelContext context) {
        context.addLifecycleStrategy(new WrittenAddresses(context));
    }

    @Override
    public void onRouteContextCreate(Route route) {
        if (route.getRoute() instanceof RouteDefinition definition) {
            of(definition.getOutputs()).forEach(this::make);
        }
    }

    private void make(String address) {
        try {
            context.getEndpoint(address);
        } catch (ResolveEndpointFailedException | NoSuchEndpointException e) {
            // The step says so to the message, as it may pass over it (ignoreInvalidEndpoints).
            return;
        }
    }

    private static List<String> of(List<ProcessorDefinition<?>> steps) {
        List<String> addresses = new ArrayList<>();
        for (ToDynamicDefinition each : all(steps, ToDynamicDefinition.class)) {
            if (!(each instanceof WireTapDefinition<?>) && SendingStep.isWritten("simple", each.getUri())) {
                addresses.add(each.getUri());
            }
        }
        all(steps, EnrichDefinition.class).forEach(each -> addresses.addAll(written(each, null)));
        all(steps, RecipientListDefinition.class)
                .forEach(each -> addresses.addAll(written(each, Objects.requireNonNullElse(each.getDelimiter(), ","))));
        all(steps, RoutingSlipDefinition.class)
                .forEach(each ->
                        addresses.addAll(written(each, Objects.requireNonNullElse(each.getUriDelimiter(), ","))));
        return addresses;
    }

    private static <T> List<T> all(List<ProcessorDefinition<?>> steps, Class<T> type) {
        return List.copyOf(ProcessorDefinitionHelper.filterTypeInOutputs(steps, type));
    }

    /** @param delimiter what stands between several addresses; null if there is one */
    private static List<String> written(ExpressionNode step, String delimiter) {
        ExpressionDefinition expression = step.getExpression();
        if (expression == null || !SendingStep.isWritten(expression.getLanguage(), expression.getExpression())) {
            return List.of();
        }
        String text = expression.getExpression();
        Stream<String> each = delimiter == null || delimiter.equals(NONE)
                ? Stream.of(text)
                : Stream.of(text.split(Pattern.quote(delimiter)));
        return each.map(String::strip).filter(address -> !address.isEmpty()).toList();
    }
}
