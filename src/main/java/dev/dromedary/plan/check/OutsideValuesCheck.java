package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Places where what came with a message would say what is evaluated, called or touched: headers that a component evaluates or
 * that name a resource, scripts and templates that are the message, and addresses and names that it makes up.
 */
final class OutsideValuesCheck implements Check {

    /** A component runs what stands in them, whatever language it is. */
    private static final Pattern EVALUATED = Pattern.compile(
            "(?i)(Camel)?\\w*(Template|ResourceUri|Stylesheet|Script|SqlQuery|CqlQuery|SqlStatement|AqlQuery|JsltString)"
                    + "|CamelBeanMethodName|CamelExecCommand\\w*|CamelAwsAthenaQueryString|CamelGrapeCommand");

    /** They name what is read, written, deleted or called. */
    private static final Pattern NAMING = Pattern.compile(
            "(?i)CamelAwsS3(Key|DestinationKey|OverrideBucketName|BucketDestinationName)"
                    + "|CamelAwsDdbTableName|CamelAwsStepFunctions\\w*Arn|CamelAwsLambda\\w*Arn|CamelHttp(Uri|Path|Url|Host)"
                    + "|CamelRestHttpUri|CamelFileName|CamelOverruleFileName|CamelJmsDestination(Name)?|CamelIBMCOS\\w*Key"
                    + "|CamelMinio\\w*Name|CamelAzureStorageBlob\\w*Name|CamelGoogleCloudStorage\\w*Name|\\w*OverrideTopic|kafka\\.OVERRIDE_TOPIC");

    /** Their address is a text with expressions. */
    private static final Set<String> DYNAMIC = Set.of("ToDynamicDefinition", "WireTapDefinition", "PollDefinition");

    /** Their expression is the address. */
    private static final Set<String> ADDRESSED = Set.of(
            "EnrichDefinition",
            "PollEnrichDefinition",
            "RecipientListDefinition",
            "RoutingSlipDefinition",
            "DynamicRouterDefinition");

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        OutsideValues values = OutsideValues.of(routes.elements());
        for (Element element : routes.elements()) {
            if (DYNAMIC.contains(element.type())) {
                element.option("uri", true).ifPresent(uri -> address(element, uri, uri.text(), values, findings));
            }
            if (element.type().endsWith("Expression")) {
                expression(element, values, findings);
            }
        }
        EndpointText.all(routes.elements()).forEach(endpoint -> endpoint(endpoint, values, findings));
        OutsideNames.check(routes, values, findings);
    }

    private static void expression(Element expression, OutsideValues values, List<Finding> findings) {
        Element step = OutsideValues.step(expression);
        Optional<Value> text = OutsideValues.text(expression);
        if (text.isEmpty()) {
            return;
        }
        boolean outside = values.isOutside(expression.name(), text.get().text());
        if (outside && text.get().text().startsWith("resource:")) {
            findings.add(expression.finding(
                    text.get(),
                    "The expression is read from a place that comes with the message, so whoever sends it could say"
                            + " what is evaluated; write the place out."));
        } else if (outside && ADDRESSED.contains(step.type())) {
            address(step, text.get(), "${body}", values, findings);
        } else if (outside && step.type().equals("SetHeaderDefinition")) {
            header(
                    expression,
                    step.text("name"),
                    text.get(),
                    values.isBounded(expression.name(), text.get().text()),
                    findings);
        }
    }

    private static void header(Element expression, String name, Value text, boolean bounded, List<Finding> findings) {
        if (EVALUATED.matcher(name).matches()) {
            findings.add(expression.finding(
                    text,
                    "The header " + name
                            + " says what is evaluated, and its value comes with the message; write a"
                            + " constant, or choose between several."));
        } else if (NAMING.matcher(name).matches() && !bounded) {
            findings.add(expression.finding(
                    text,
                    "The header " + name
                            + " gets a name that comes with the message, so whoever sends it could"
                            + " name anything; begin it with a fixed text, or let object:locate check it first."));
        }
    }

    private static void address(Element step, Value at, String text, OutsideValues values, List<Finding> findings) {
        if (values.isOutside("simple", text)) {
            findings.add(step.finding(
                    at,
                    "The address comes with the message, so whoever sends it could name any endpoint and option; use"
                            + " \"to\" with headers, or \"choice\" between addresses that are written out."));
        }
    }

    private static void endpoint(EndpointText endpoint, OutsideValues values, List<Finding> findings) {
        endpoint.option("allowTemplateFromHeader")
                .filter(option -> option.text().equals("true"))
                .ifPresent(option -> findings.add(endpoint.finding(
                        option.at(),
                        "allowTemplateFromHeader lets a header say what is evaluated; name the template in the"
                                + " endpoint.")));
        if (endpoint.scheme().equals("language")
                && !endpoint.path().contains(":")
                && endpoint.option("script").isEmpty()
                && endpoint.option("resourceUri").isEmpty()) {
            findings.add(endpoint.finding(
                    endpoint.uri(),
                    "The endpoint evaluates the body, which comes with the message; name the script, such as"
                            + " language:simple:resource:file.txt."));
        }
        if (endpoint.scheme().equals("aws2-s3")
                && !DYNAMIC.contains(endpoint.element().type())) {
            endpoint.option("keyName")
                    .filter(option ->
                            values.isOutside("simple", option.text()) && !values.isBounded("simple", option.text()))
                    .ifPresent(option -> findings.add(endpoint.finding(
                            option.at(),
                            "keyName gets a name that comes with the message, so whoever sends it could name"
                                    + " anything; begin it with a fixed text, or let object:locate check it first.")));
        }
    }

    /**
     * Functions of Simple that take a name (of a bean, class, property, variable) which is made with what came with the message. Camel fills
     * the inner expression in first, so that the message says which one it is; the name of a variable is also searched for placeholders.
     */
    private static final class OutsideNames {

        private static final Pattern NAMING = Pattern.compile(
                "\\$(?:simple)?\\{\\s*(bean|ref|type|properties|propertiesExist|env|sysenv|sys|variables?|variableAs)\\b");

        /** Whole numbers that Camel counts. */
        private static final Pattern COUNTED =
                Pattern.compile("\\$\\{exchangeProperty\\.Camel(Loop|Split)(Index|Size)}");

        private static final Set<String> PROSE = Set.of("description", "note", "id");

        private OutsideNames() {}

        static void check(RoutesText routes, OutsideValues values, List<Finding> findings) {
            for (SourceFile file : routes.routeFiles()) {
                file.root().orElseThrow().texts(PROSE).forEach(value -> text(file, value, values, findings));
            }
        }

        private static void text(SourceFile file, Value value, OutsideValues values, List<Finding> findings) {
            Matcher naming = NAMING.matcher(value.text());
            while (naming.find()) {
                String inner =
                        COUNTED.matcher(inner(value.text(), naming.end())).replaceAll("");
                if (values.isOutside("simple", inner)) {
                    findings.add(file.finding(value, naming.group(), sentence(naming.group(1))));
                }
            }
        }

        private static String sentence(String function) {
            return "What ${" + function
                    + "} names is made with what comes with the message, so whoever sends it could name anything; "
                    + (function.startsWith("variable")
                            ? "keep the value in an exchange property, and call its method."
                            : "write the name out, or choose between several.");
        }

        /** What stands in the function's braces, or all that is left where they do not close. */
        private static String inner(String text, int from) {
            int open = 1;
            for (int i = from; i < text.length(); i++) {
                open += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
                if (open == 0) {
                    return text.substring(from, i);
                }
            }
            return text.substring(from);
        }
    }
}
