package dev.dromedary.plan;

import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.SecretPlaceholder;
import dev.dromedary.function.runtime.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spi.PropertiesFunction;

/**
 * The properties of a function as its files set them. For a deployment, the environment and the system properties of the
 * machine that plans have no say: two machines make the same plan.
 */
public final class Settings {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([^{}:]+)(:[^{}]*)?}}");

    private final CamelContext context;

    private Settings(CamelContext context) {
        this.context = context;
    }

    /** What keeps the environment and the system properties out, for a deployment, which knows its region. */
    static final Consumer<CamelContext> DEPLOYED = context -> {
        PropertiesComponent component = (PropertiesComponent) context.getPropertiesComponent();
        component.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
        component.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
        component.addOverrideProperty("dromedary.geography", "${geography}");
    };

    /**
     * Prepares a context, before it is built, to have a function's properties.
     *
     * @param overriding says what overrides the files
     */
    static Settings of(CamelContext context, RouteFiles files, Consumer<CamelContext> overriding) {
        PropertiesComponent component = (PropertiesComponent) context.getPropertiesComponent();
        List<String> locations = new ArrayList<>();
        // The first one that has a property wins, as when the function runs.
        files.properties()
                .forEach(file -> locations.add("file:" + files.folder().resolve(file)));
        locations.add("classpath:application.properties");
        component.setLocation(String.join(",", locations));
        Properties initial = new Properties();
        initial.setProperty("dromedary.routes", files.folder().toString());
        component.setInitialProperties(initial);
        overriding.accept(context);
        for (Secrets.Kind kind : Secrets.Kind.values()) {
            component.addPropertiesFunction(new Reference(kind));
        }
        return new Settings(context);
    }

    /** What a placeholder of a secret becomes; nothing is read for a plan. */
    private record Reference(Secrets.Kind kind) implements PropertiesFunction {

        @Override
        public String getName() {
            return kind.name();
        }

        @Override
        public String apply(String property) {
            return SecretPlaceholder.reference(kind, property);
        }
    }

    /**
     * Puts values in the place of placeholders.
     *
     * @throws IllegalArgumentException if a property has no value
     */
    String resolve(String text) {
        return text.contains("{{") ? context.resolvePropertyPlaceholders(text) : text;
    }

    /** The value of a property, if it has one. */
    Optional<String> value(String property) {
        return context.getPropertiesComponent().resolveProperty(property);
    }

    /** All properties of a name that fits, resolved. */
    Map<String, String> all(Pattern names) {
        Map<String, String> all = new TreeMap<>();
        for (String name : context.getPropertiesComponent()
                .loadProperties(name -> names.matcher(name).matches())
                .stringPropertyNames()) {
            value(name).ifPresent(value -> all.put(name, value));
        }
        return all;
    }

    /** The properties that a text names, and those that their values name. */
    Set<String> named(String text) {
        Set<String> names = new LinkedHashSet<>();
        collect(text, names);
        return names;
    }

    /** The secrets that a text names, and those that the properties name that it names. */
    Set<SecretName> secrets(String text) {
        Set<SecretName> secrets = new LinkedHashSet<>(SecretName.in(text));
        named(text).forEach(name -> secrets.addAll(SecretName.in(raw(name))));
        return secrets;
    }

    private String raw(String property) {
        return context.getPropertiesComponent().loadProperties(property::equals).getProperty(property, "");
    }

    private void collect(String text, Set<String> names) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            String name = placeholder.group(1).strip();
            boolean secret = !SecretName.in(placeholder.group()).isEmpty();
            if (!secret && names.add(name)) {
                collect(raw(name), names);
            }
        }
    }

    /** The one property that a text consists of. */
    static Optional<String> property(String text) {
        Matcher placeholder = PLACEHOLDER.matcher(text.strip());
        return placeholder.matches() ? Optional.of(placeholder.group(1).strip()) : Optional.empty();
    }

    /** Resources that exist already: the values of all {@code <pipeline>.external}, which are separated by commas. */
    Set<String> external() {
        Set<String> names = new LinkedHashSet<>();
        all(Pattern.compile("([a-z0-9-]+\\.)?external")).values().forEach(list -> Arrays.stream(list.split(","))
                .map(String::strip)
                .forEach(names::add));
        return names;
    }
}
