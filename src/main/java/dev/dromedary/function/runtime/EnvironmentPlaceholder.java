package dev.dromedary.function.runtime;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;

/**
 * The placeholder <code>{{env:BUCKET_NAME}}</code>. A function's environment holds the properties that its routes read, so it is
 * the property {@code bucket.name}, which the variable overrides as it overrides every property: the same wherever a route
 * runs.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Variables that Lambda sets</a>
 */
public record EnvironmentPlaceholder(CamelContext context) implements PropertiesFunction {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)env:([A-Za-z_][A-Za-z0-9_]*)(:[^{}]*)?}}");
    private static final Pattern CREDENTIALS =
            Pattern.compile("AWS_(ACCESS_KEY_ID|ACCESS_KEY|SECRET_ACCESS_KEY|SECRET_KEY|SESSION_TOKEN)");
    private static final Set<String> RESERVED =
            Set.of("AWS_REGION", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV", "AWS_INITIALIZATION_TYPE");
    private static final Pattern OF_LAMBDA = Pattern.compile("(AWS|LAMBDA)_.*|LANG|TZ|PATH");

    private static String property(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** The property that a variable stands for; empty if Lambda sets it, or it could be none. */
    public static Optional<String> propertyOf(String variable) {
        return variable.matches("[A-Za-z_][A-Za-z0-9_]*")
                        && !OF_LAMBDA.matcher(variable).matches()
                ? Optional.of(property(variable))
                : Optional.empty();
    }

    /** Whether a variable holds credentials of AWS: a function's clients have their own. */
    public static boolean isCredential(String variable) {
        return CREDENTIALS.matcher(variable).matches();
    }

    /** Whether Lambda sets a variable itself, and lets nobody else. */
    public static boolean isReserved(String variable) {
        return RESERVED.contains(variable) || isCredential(variable) || variable.startsWith("AWS_LAMBDA_");
    }

    /** A text with the placeholders of properties in place of those of variables. */
    public static String asProperties(String text) {
        return text.contains("env:")
                ? PLACEHOLDER
                        .matcher(text)
                        .replaceAll(found -> OF_LAMBDA.matcher(found.group(2)).matches()
                                ? "$0"
                                : "{{" + found.group(1) + property(found.group(2))
                                        + (found.group(3) == null
                                                ? ""
                                                : found.group(3).replace("$", "\\$")) + "}}")
                : text;
    }

    @Override
    public String getName() {
        return "env";
    }

    @Override
    public String apply(String remainder) {
        int colon = remainder.indexOf(':');
        String variable = colon < 0 ? remainder : remainder.substring(0, colon);
        if (isCredential(variable)) {
            return "that-of-the-role";
        }
        Optional<String> value = OF_LAMBDA.matcher(variable).matches()
                ? Optional.ofNullable(System.getenv(variable))
                : context.getPropertiesComponent().resolveProperty(property(variable));
        return value.orElse(colon < 0 ? null : remainder.substring(colon + 1));
    }
}
