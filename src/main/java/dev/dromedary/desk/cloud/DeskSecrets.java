package dev.dromedary.desk.cloud;

import dev.dromedary.function.runtime.Secrets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets and parameters at a desk: the value of <code>{{secret:shop.api-key}}</code> is the environment variable {@code
 * SHOP_API_KEY}, or the Java system property {@code shop.api-key}. On Lambda the variable holds the name in AWS. Settings are in the
 * embedded Parameter Store.
 *
 * @param environment the environment's variables
 * @param settings reads settings
 */
record DeskSecrets(Map<String, String> environment, Secrets settings) implements Secrets {

    @Override
    public void expect(Name name) {
        if (name.kind() == Kind.setting) {
            settings.expect(name);
        } else {
            value(name);
        }
    }

    @Override
    public String value(Name name) {
        if (name.kind() == Kind.setting) {
            return settings.value(name);
        }
        String variable =
                name.property().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return Optional.ofNullable(environment.get(variable))
                .or(() -> Optional.ofNullable(System.getProperty(name.property())))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalStateException("The route reads {{" + name.kind() + ":" + name.property()
                        + "}}, whose value comes from the environment variable " + variable
                        + " here; set it, or the system property " + name.property() + "."));
    }
}
