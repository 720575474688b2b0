package dev.dromedary.plan;

import dev.dromedary.function.runtime.Secrets;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The placeholder of a secret, a parameter or a setting, such as <code>{{secret:orders.api-key}}</code>.
 *
 * @param kind which of them
 * @param property the property that holds the name in AWS, or the default of a setting
 */
record SecretName(Secrets.Kind kind, String property) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??(secret|parameter|setting):([^{}]+)}}");

    /** Those that stand in a text. */
    static Set<SecretName> in(String text) {
        Set<SecretName> names = new LinkedHashSet<>();
        Matcher placeholder = PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            names.add(new SecretName(
                    Secrets.Kind.valueOf(placeholder.group(1)),
                    placeholder.group(2).strip()));
        }
        return names;
    }

    ResourceKind resourceKind() {
        return kind == Secrets.Kind.secret ? ResourceKind.SECRET : ResourceKind.PARAMETER;
    }

    @Override
    public String toString() {
        return "{{" + kind + ":" + property + "}}";
    }
}
