package dev.dromedary.function.runtime;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;

/**
 * The placeholders <code>{{secret:PROPERTY}}</code> and <code>{{parameter:PROPERTY}}</code>, where the property holds the
 * name in AWS, and <code>{{setting:PROPERTY}}</code>, where it holds the default. Camel resolves placeholders when it loads a route, which is the init phase: no call to AWS may be made
 * there, and SnapStart would freeze the value. So a placeholder becomes a reference that a Simple expression reads anew
 * each time it is evaluated. It is never the value itself that stands in a route, an endpoint or a log.
 */
public record SecretPlaceholder(Secrets.Kind kind, CamelContext context) implements PropertiesFunction {

    /** Lets a context that is not built yet have these placeholders. */
    public static void add(CamelContext context) {
        for (Secrets.Kind kind : Secrets.Kind.values()) {
            context.getPropertiesComponent().addPropertiesFunction(new SecretPlaceholder(kind, context));
        }
    }

    /** What the placeholder of a property becomes: a text for Simple. */
    public static String reference(Secrets.Kind kind, String property) {
        return "${ref:" + bean(kind, property) + "}";
    }

    private static String bean(Secrets.Kind kind, String property) {
        return kind + ":" + property;
    }

    @Override
    public String getName() {
        return kind.name();
    }

    /**
     * The property that holds the path of a pipeline's settings in Parameter Store, such as {@code orders.settings} of {@code
     * orders.limit}.
     */
    public static String pathProperty(String property) {
        return property.replaceFirst("[.].*", "") + ".settings";
    }

    /** The name of a setting below its path: what follows the pipeline in the name of its property. */
    public static String below(String path, String property) {
        return path + "/" + property.substring(property.indexOf('.') + 1);
    }

    @Override
    public String apply(String property) {
        Secrets secrets = context.getRegistry().lookupByNameAndType(Secrets.NAME, Secrets.class);
        if (secrets == null) {
            throw new IllegalArgumentException("{{" + kind + ":" + property + "}} can't be read here");
        }
        Secrets.Name name = name(property);
        secrets.expect(name);
        // Asked for anew each time: what is read once would outlast the rotation of a secret.
        context.getRegistry().bindAsPrototype(bean(kind, property), String.class, () -> secrets.value(name));
        return reference(kind, property);
    }

    private Secrets.Name name(String property) {
        if (kind != Secrets.Kind.setting) {
            return new Secrets.Name(kind, property, value(property, property, "reads the " + kind + " that it names"));
        }
        String otherwise = value(property, property, "is that where nobody has set it otherwise");
        String path = value(pathProperty(property), property, "reads a parameter below the path that it holds");
        return new Secrets.Name(kind, property, below(path, property), otherwise);
    }

    private String value(String needed, String property, String why) {
        return context.getPropertiesComponent()
                .resolveProperty(needed)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException(
                        "The property " + needed + " has no value; {{" + kind + ":" + property + "}} " + why));
    }
}
