package dev.dromedary.function.runtime;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;

/**
 * The placeholders <code>{{secret:PROPERTY}}</code> and <code>{{parameter:PROPERTY}}</code>, where the property holds the
 * name in AWS. Camel resolves placeholders when it loads a route, which is the init phase: no call to AWS may be made
 * there, and SnapStart would freeze the value. So a placeholder becomes a reference that a Simple expression reads anew
 * each time it is evaluated. It is never the value itself that stands in a route, an endpoint or a log.
 */
public record SecretPlaceholder(Secrets.Kind kind, CamelContext context) implements PropertiesFunction {

    /** Lets a context that is not built yet have both placeholders. */
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

    @Override
    public String apply(String property) {
        String inAws = context.getPropertiesComponent()
                .resolveProperty(property)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new IllegalArgumentException("The property " + property + " has no value; {{" + kind
                        + ":" + property + "}} reads the " + kind + " that it names"));
        Secrets secrets = context.getRegistry().lookupByNameAndType(Secrets.NAME, Secrets.class);
        if (secrets == null) {
            throw new IllegalArgumentException("{{" + kind + ":" + property + "}} can't be read here");
        }
        Secrets.Name name = new Secrets.Name(kind, property, inAws);
        secrets.expect(name);
        // Asked for anew each time: what is read once would outlast the rotation of a secret.
        context.getRegistry().bindAsPrototype(bean(kind, property), String.class, () -> secrets.value(name));
        return reference(kind, property);
    }
}
