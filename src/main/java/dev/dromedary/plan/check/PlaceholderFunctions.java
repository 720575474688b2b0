package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.EnvironmentPlaceholder;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a placeholder asks for that is no property: <code>{{secret:orders.key}}</code> and the like. Where nobody serves such a
 * function, Camel takes its name for a property, and what follows for the property's default: the name of a secret would
 * become its value.
 *
 * @see <a href="https://camel.apache.org/manual/using-propertyplaceholder.html">Property placeholders</a>
 */
final class PlaceholderFunctions {

    /** What reads a value when a route runs. */
    private static final Set<String> SECRETS = Set.of("secret", "parameter", "setting");

    /** What a function serves; bean: asks a bean. */
    private static final Set<String> SERVED = Set.of("secret", "parameter", "setting", "bean", "env", "sys");

    /** Functions of Camel's vaults and of other runtimes, and what people take for them. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(aws|azure|gcp|google|hashicorp|vault|ibm|cyberark|conjur|oci|k8s|kubernetes|openshift|configmap|config-map|"
                    + "secretsmanager|secrets|ssm|spring|quarkus|service|jasypt|docker)([-._]?[a-zA-Z-]*)?"
                    + "|secret-.*|configmap-.*|service\\..*|parameters|settings|param|environment|system",
            Pattern.CASE_INSENSITIVE);

    /** Set by Lambda: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
    private static final Set<String> OF_LAMBDA =
            Set.of(("AWS_REGION AWS_DEFAULT_REGION AWS_EXECUTION_ENV AWS_LAMBDA_FUNCTION_NAME "
                            + "AWS_LAMBDA_FUNCTION_VERSION AWS_LAMBDA_FUNCTION_MEMORY_SIZE AWS_LAMBDA_LOG_GROUP_NAME "
                            + "AWS_LAMBDA_LOG_STREAM_NAME LAMBDA_TASK_ROOT LANG TZ")
                    .split(" "));

    private PlaceholderFunctions() {}

    /** The property that holds the name of a secret or a parameter, or the default of a setting, if the placeholder reads one. */
    static Optional<String> secretProperty(String name, String rest) {
        return SECRETS.contains(name) && rest.length() > 1
                ? Optional.of(rest.substring(1).strip())
                : Optional.empty();
    }

    /**
     * What is wrong with a placeholder of the form <code>{{name:rest}}</code>.
     *
     * @param name what stands before the first colon; no property has the name
     * @param rest what stands after it
     * @param folder the pipeline, for the sentence
     * @return a sentence; empty if a function or a default is meant that works
     */
    static Optional<String> fault(String name, String rest, String folder) {
        String property = property(name, rest, folder);
        if (name.equals("env")) {
            return environment(rest);
        }
        if (name.equals("sys")) {
            return Optional.of(
                    "{{sys:" + rest + "}} reads a system property of Java, and a function sets none; use a property"
                            + " of the pipeline, such as {{" + property + "}}.");
        }
        if (SERVED.contains(name) || !isElsewhere(name)) {
            return Optional.empty();
        }
        return Optional.of("Nobody serves {{" + name + ":" + rest + "}} in a function, and it would become the text \""
                + rest + "\"; use {{secret:" + property + "}} or {{parameter:" + property
                + "}}, and let the property " + property + " hold the name in AWS.");
    }

    /** A name in parts is a property's, with a default, unless a part speaks of secrets. */
    private static boolean isElsewhere(String name) {
        return ELSEWHERE.matcher(name).matches()
                && (!name.contains(".") || name.matches("(?i).*(secret|vault|parameter|ssm|config).*|service\\..*"));
    }

    /** A name for the property that could stand there. */
    private static String property(String name, String rest, String folder) {
        String pipeline = folder.isEmpty() || folder.equals("shared") ? "orders" : folder;
        // A variable may have a default; of a vault's names the last part says most.
        String last = name.equals("env") || name.equals("sys")
                ? rest.replaceFirst(":.*", "")
                : rest.replaceFirst("^.*[:/#]", "");
        return last.startsWith(pipeline + ".")
                ? last
                : pipeline + "." + last.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /**
     * What may be wrong with a placeholder of the form <code>{{name:rest}}</code> whose name could be a function's, but no
     * known one's.
     *
     * @return a sentence; empty if there is no doubt
     */
    static Optional<String> doubt(String name, String rest) {
        boolean plain = rest.isBlank() || rest.matches("[-+]?[0-9][0-9.]*[a-z]{0,2}|true|false|[A-Z]+");
        return name.contains(".") || plain || SERVED.contains(name) || isElsewhere(name)
                ? Optional.empty()
                : Optional.of("Nobody defines the property \"" + name + "\", so {{" + name + ":" + rest
                        + "}} is always \"" + rest
                        + "\"; set it in the pipeline's properties, under a name that begins with the pipeline's.");
    }

    private static Optional<String> environment(String rest) {
        String variable = rest.replaceFirst(":.*", "").strip();
        if (EnvironmentPlaceholder.isCredential(variable)) {
            return Optional.empty();
        }
        boolean otherwise = rest.contains(":");
        if (OF_LAMBDA.contains(variable)) {
            return otherwise
                    ? Optional.empty()
                    : Optional.of(
                            "{{env:" + rest + "}} has a value on Lambda alone; write one for everywhere else, such as"
                                    + " {{env:" + variable + ":x}}.");
        }
        return Optional.empty();
    }
}
