package dev.dromedary.desk.operations;

import dev.dromedary.function.runtime.RouteFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;
import org.apache.camel.impl.DefaultCamelContext;

/** The properties of a function, with the environment that it has where it is deployed. */
final class DeployedProperties extends DefaultPropertiesParser {

    private final Map<String, String> environment;

    private DeployedProperties(PropertiesComponent component, Map<String, String> environment) {
        super(component);
        this.environment = Map.copyOf(environment);
    }

    /** A context that is neither built nor started. */
    static DefaultCamelContext context(RouteFiles files, Map<String, String> environment) {
        DefaultCamelContext context = new DefaultCamelContext(false);
        PropertiesComponent component = (PropertiesComponent) context.getPropertiesComponent();
        List<String> locations = new ArrayList<>();
        files.properties()
                .forEach(file -> locations.add("file:" + files.folder().resolve(file)));
        locations.add("classpath:application.properties");
        component.setLocation(String.join(",", locations));
        // The function's environment alone counts, not this machine's; where they are the same, they are given.
        component.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        component.setPropertiesParser(new DeployedProperties(component, environment));
        Properties initial = new Properties();
        initial.setProperty("dromedary.routes", files.folder().toString());
        component.setInitialProperties(initial);
        return context;
    }

    @Override
    public String parseProperty(String key, String value, PropertiesLookup properties) {
        return environment.getOrDefault(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), value);
    }
}
