package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.ComponentDefaults;
import dev.dromedary.function.runtime.ErrorHandling;
import dev.dromedary.function.runtime.EvaluationGuard;
import dev.dromedary.function.runtime.FailureGuard;
import dev.dromedary.function.runtime.RouteStarter;
import dev.dromedary.function.runtime.Services;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Ordered;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spi.ContextServicePlugin;
import org.apache.camel.spi.PropertiesSource;

/**
 * Makes routes from triggers run in any Camel context, such as that of {@code camel run}: their triggers poll if
 * the property {@code dromedary.polling.enabled} says so, and what they name ({@code #ledger}, {@code #templates}, clients of AWS) is there unless the context has its own. What comes with a message is evaluated there as little as in a function ({@link EvaluationGuard}). Does nothing
 * where a function is run. Camel finds it by {@code META-INF/services}, which the function zip does not have.
 */
public final class PollingPlugin implements ContextServicePlugin {

    private static final String LAMBDA_CLIENT = "software.amazon.awssdk.services.lambda.LambdaClient";

    /** Makes a plugin, as Camel does. */
    public PollingPlugin() {}

    @Override
    public void load(CamelContext context) {
        if (context.getCamelContextExtension().getContextPlugin(Services.class) != null) {
            return;
        }
        Optional<RoutesOfContext> routes =
                hasLambdaClient(context) ? Optional.of(new RoutesOfContext()) : Optional.empty();
        context.getCamelContextExtension().addContextPlugin(RouteStarter.class, new Polling(routes));
        if (context.getPropertiesComponent() instanceof PropertiesComponent properties) {
            properties.addPropertiesSource(new DefaultProperties(properties));
        }
        DefaultBeans.addTo(context, routes);
        ComponentDefaults.addTo(context);
        EvaluationGuard.install(context);
        FailureGuard.install(context);
        ErrorHandling.require(context);
    }

    /** Functions are called by it, which none of them needs to have. */
    private static boolean hasLambdaClient(CamelContext context) {
        return context.getClassResolver().resolveClass(LAMBDA_CLIENT, PollingPlugin.class.getClassLoader()) != null;
    }

    /** What every function takes for granted, such as the name of the ledger's table. Whatever else there is comes first. */
    private static final class DefaultProperties implements PropertiesSource, Ordered {

        private static final String FILE = "application.properties";
        /** Tells this project's file from one of an application. */
        private static final String OWN = "dromedary.ledger.table";

        private final PropertiesComponent component;
        private final Properties defaults;

        /** @param component whose initial properties, which it would ask after this, come first */
        DefaultProperties(PropertiesComponent component) {
            this.component = component;
            defaults = read();
        }

        private static Properties read() {
            try {
                for (URL file : Collections.list(
                        DefaultProperties.class.getClassLoader().getResources(FILE))) {
                    Properties properties = new Properties();
                    try (InputStream in = file.openStream()) {
                        properties.load(in);
                    }
                    if (properties.containsKey(OWN)) {
                        return properties;
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("The defaults of functions can't be read", e);
            }
            throw new IllegalStateException("The jar holds no " + FILE + " with the defaults of functions");
        }

        @Override
        public String getName() {
            return "dromedary";
        }

        @Override
        public String getProperty(String name) {
            Properties initial = component.getInitialProperties();
            return initial != null && initial.containsKey(name) ? null : defaults.getProperty(name);
        }

        @Override
        public int getOrder() {
            return LOWEST;
        }
    }
}
