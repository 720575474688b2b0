package dev.dromedary.desk.cloud.iam;

import dev.dromedary.plan.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesComponent;

/**
 * Says what to write into the trigger's option {@code grants} for what was refused.
 *
 * @param context whose properties name the resources
 */
record Remedy(CamelContext context) {

    /** Service, name and what is below it; of most services the kind of resource stands before the name. */
    private static final Pattern ARN = Pattern.compile(
            "arn:[^:]*:([^:]*):[^:]*:[^:]*:(?:table/|stream/|event-bus/|identity/|function:)?([^/]+)(/.*)?");

    String of(Asked asked) {
        return "if its endpoints do not show that, grant it by the trigger's option grants: " + asked.action() + "="
                + resource(asked);
    }

    /** What keeps the plan from knowing what a step needs. */
    static String of(String step, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> step.contains("(" + finding.file() + ":" + finding.line() + ")"))
                .map(finding -> "; " + finding.message().replaceFirst("\\.$", ""))
                .collect(Collectors.joining());
    }

    private String resource(Asked asked) {
        Matcher arn = ARN.matcher(asked.resource());
        if (!arn.matches() || arn.group(1).equals("bedrock")) {
            return asked.resource();
        }
        String name = arn.group(2);
        String named = property(name).map(property -> "{{" + property + "}}").orElse(name);
        String rest = Optional.ofNullable(arn.group(3)).orElse("");
        if (arn.group(1).equals("s3")) {
            String key =
                    asked.keys().containsKey("s3:prefix") ? "/" + asked.keys().get("s3:prefix") : rest;
            int folder = key.indexOf('/', 1);
            return named + (folder < 0 ? key : key.substring(0, folder + 1) + "*");
        }
        return named + rest;
    }

    /** The first property that holds the name, or an ARN that ends with it. */
    private Optional<String> property(String name) {
        if (context == null) {
            return Optional.empty();
        }
        PropertiesComponent properties = context.getPropertiesComponent();
        Map<String, String> named = new TreeMap<>();
        for (String each : properties.loadProperties().stringPropertyNames()) {
            String value = properties.resolveProperty(each).orElse("");
            if (value.equals(name) || (value.startsWith("arn:") && value.endsWith(":" + name))) {
                named.put(each, value);
            }
        }
        return named.keySet().stream().findFirst();
    }
}
