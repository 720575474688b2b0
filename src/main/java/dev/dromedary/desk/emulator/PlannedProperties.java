package dev.dromedary.desk.emulator;

import java.util.Locale;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;

/**
 * The environment variables of one function, in a JVM that holds several: they win over the JVM's own, as they would in
 * the function's process.
 */
final class PlannedProperties extends DefaultPropertiesParser {

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
