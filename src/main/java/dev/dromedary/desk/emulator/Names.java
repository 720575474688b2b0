package dev.dromedary.desk.emulator;

import dev.dromedary.desk.Arns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in what the plan leaves open, as Terraform does for a deployment.
 *
 * @param prefix what names begin with: {@code claims-}, or nothing
 * @param environment such as {@code local}, in which they end
 * @param account twelve digits
 * @param region such as {@code us-east-1}
 */
public record Names(String prefix, String environment, String account, String region) {

    /** The environment of an emulator. */
    public static final String LOCAL = "local";

    private static final String REGION = "us-east-1";

    /** A name that ends in the environment. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+-\\$\\{environment}");

    /**
     * The names that hold for an emulator, in account {@code 000000000000}.
     *
     * @param variables environment variables: {@code DROMEDARY_ENVIRONMENT} or else {@code local}; {@code AWS_REGION},
     *     {@code AWS_DEFAULT_REGION} or else {@code us-east-1}
     * @return the names
     */
    public static Names of(Map<String, String> variables) {
        String usual = variables.getOrDefault("AWS_DEFAULT_REGION", REGION);
        String environment = variables.getOrDefault("DROMEDARY_ENVIRONMENT", LOCAL);
        return new Names("", environment, Arns.ACCOUNT, variables.getOrDefault("AWS_REGION", usual));
    }

    /**
     * The same in another account.
     *
     * @param other twelve digits
     * @return a copy
     */
    public Names in(String other) {
        return new Names(prefix, environment, other, region);
    }

    /**
     * The same of a project whose names begin so.
     *
     * @param project such as {@code claims-}, or nothing
     * @return a copy
     */
    Names beginning(String project) {
        return new Names(project, environment, account, region);
    }

    /**
     * Fills in a text. The prefix comes before names that end in the environment, and before the environment itself, as in
     * terraform/main.tf.
     *
     * @param text a text of the plan, with {@code ${environment}}, {@code ${account}}, {@code ${region}} and
     *     {@code ${partition}}
     * @return the text without them
     */
    public String fill(String text) {
        return NAME.matcher(text)
                .replaceAll(
                        name -> Matcher.quoteReplacement(prefix + name.group().replace("${environment}", environment)))
                .replace("${environment}", prefix + environment)
                .replace("${account}", account)
                .replace("${region}", region)
                .replace("${geography}", geography())
                .replace("${partition}", "aws");
    }

    /** The ARN of a resource, by what stands behind the account. */
    String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }

    /** As terraform/main.tf has it. */
    private String geography() {
        String begin = region.startsWith("us-gov-") ? "us-gov" : region.substring(0, region.indexOf('-'));
        return begin.equals("ap") ? "apac" : begin;
    }

    /**
     * Fills in all texts of a part of the plan.
     *
     * @param part maps, lists, texts, numbers and truth values
     * @return a copy of the same shape; names of fields stay as they are
     */
    Map<String, Object> fill(Map<String, Object> part) {
        Map<String, Object> filled = new LinkedHashMap<>();
        part.forEach((name, value) -> filled.put(name, any(value)));
        return filled;
    }

    private Object any(Object part) {
        if (part instanceof Map<?, ?> map) {
            Map<String, Object> filled = new LinkedHashMap<>();
            map.forEach((name, value) -> filled.put(name.toString(), any(value)));
            return filled;
        }
        if (part instanceof List<?> list) {
            return list.stream().map(this::any).toList();
        }
        return part instanceof String text ? fill(text) : part;
    }
}
