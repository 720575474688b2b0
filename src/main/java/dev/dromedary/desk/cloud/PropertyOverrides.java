package dev.dromedary.desk.cloud;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.DefaultPropertiesParser;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.component.properties.PropertiesLookup;

/**
 * Properties that a run or a test sets. They win over environment variables too, which Camel's own override properties
 * do not.
 */
public final class PropertyOverrides extends DefaultPropertiesParser {

    private final Map<String, String> overrides;

    private PropertyOverrides(PropertiesComponent component, Map<String, String> overrides) {
        super(component);
        this.overrides = Map.copyOf(overrides);
    }

    /**
     * Sets properties of a context that is not started yet.
     *
     * @param context the context
     * @param overrides names and values; a name that no route uses does no harm
     */
    public static void set(CamelContext context, Map<String, String> overrides) {
        PropertiesComponent component = (PropertiesComponent) context.getPropertiesComponent();
        component.setPropertiesParser(new PropertyOverrides(component, overrides));
    }

    @Override
    public String parseProperty(String key, String value, PropertiesLookup properties) {
        return overrides.getOrDefault(key, value);
    }
}
