package dev.dromedary.desk.emulator;

import dev.dromedary.function.runtime.AwsServices;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.Services;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;

/**
 * What one function reaches at an emulator: the clients that it has on Lambda, which find the endpoints in the
 * environment of this process.
 */
final class EmulatorServices implements Services {

    private final AwsServices aws;
    private final Map<String, String> environment;
    private final Services desk;

    /**
     * The services of a function.
     *
     * @param environment the function's environment variables
     * @param region of the emulator
     * @param desk what is bound in place of, or besides, AWS's own
     */
    EmulatorServices(Map<String, String> environment, String region, Services desk) {
        Map<String, String> process = new HashMap<>(System.getenv());
        process.put("AWS_REGION", region);
        this.aws = AwsServices.opened(process);
        this.environment = environment;
        this.desk = desk;
    }

    @Override
    public void bind(CamelContext context) {
        aws.bind(context);
        // A desk has no use for the documents, and a terminal none for their lines.
        context.getRegistry().unbind(METRICS);
        PlannedProperties.set(context, environment);
        desk.bind(context);
    }

    @Override
    public void starting(Invocation invocation) {
        aws.starting(invocation);
        desk.starting(invocation);
    }

    /**
     * The environment variables of one function, in a JVM that holds several: they win over the JVM's own, as they would in
     * the function's process.
     */
    private static final class PlannedProperties extends DefaultPropertiesParser {

        private final Map<String, String> environment;

        private PlannedProperties(PropertiesComponent component, Map<String, String> environment) {
            super(component);
            this.environment = Map.copyOf(environment);
        }

        /** Sets them in a context that is not started yet. */
        static void set(CamelContext context, Map<String, String> environment) {
            PropertiesComponent component = (PropertiesComponent) context.getPropertiesComponent();
            component.setPropertiesParser(new PlannedProperties(component, environment));
        }

        @Override
        public String parseProperty(String key, String value, PropertiesLookup properties) {
            // As Camel does: https://camel.apache.org/manual/using-propertyplaceholder.html
            String variable = key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
            return environment.getOrDefault(variable, value);
        }
    }
}
