package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.ComponentDefaults;
import dev.dromedary.function.runtime.ErrorHandling;
import dev.dromedary.function.runtime.EvaluationGuard;
import dev.dromedary.function.runtime.RouteStarter;
import dev.dromedary.function.runtime.Services;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spi.ContextServicePlugin;

/**
 * Makes routes from triggers run in any Camel context, such as that of {@code camel run}: their triggers poll if
 * the property {@code dromedary.polling.enabled} says so, and what they name ({@code #ledger}, {@code #templates}, clients of AWS) is there unless the context has its own. What comes with a message is evaluated there as little as in a function ({@link EvaluationGuard}). Does nothing
 * where a function is run. Camel finds it by {@code META-INF/services}, which the function zip does not have.
 */
public final class PollingPlugin implements ContextServicePlugin {

    /** Makes a plugin, as Camel does. */
    public PollingPlugin() {}

    @Override
    public void load(CamelContext context) {
        if (context.getCamelContextExtension().getContextPlugin(Services.class) != null) {
            return;
        }
        context.getCamelContextExtension().addContextPlugin(RouteStarter.class, new Polling());
        if (context.getPropertiesComponent() instanceof PropertiesComponent properties) {
            properties.addPropertiesSource(new DefaultProperties(properties));
        }
        DefaultBeans.addTo(context);
        ComponentDefaults.addTo(context);
        EvaluationGuard.install(context);
        ErrorHandling.require(context);
    }
}
