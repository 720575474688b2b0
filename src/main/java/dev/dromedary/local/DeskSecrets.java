package dev.dromedary.local;

import dev.dromedary.lambda.Secrets;
import java.util.Locale;
import java.util.Optional;
import org.apache.camel.CamelContext;

/**
 * Secrets and parameters at a desk: the value of {@code shop/api-key} is the environment variable {@code SHOP_API_KEY}, or
 * the property {@code shop.api-key}.
 *
 * @param context whose properties are asked
 */
record DeskSecrets(CamelContext context) implements Secrets {

    @Override
    public void expect(Kind kind, String name) {
        value(kind, name);
    }

    @Override
    public String value(Kind kind, String name) {
        String property = property(name);
        return find(property)
                .orElseThrow(() -> new IllegalStateException("The route reads the " + kind + " " + name
                        + "; here its value comes from the environment variable " + variable(property)
                        + " or the property " + property + ", and neither is set."));
    }

    private Optional<String> find(String property) {
        return context.getPropertiesComponent().resolveProperty(property).filter(value -> !value.isBlank());
    }

    private static String property(String name) {
        return name.replaceFirst("^/", "").replace('/', '.');
    }

    /** As Camel looks for it. */
    private static String variable(String property) {
        return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
