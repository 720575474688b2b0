package dev.dromedary.desk.emulator;

import dev.dromedary.desk.Arns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills in what the plan leaves open, as Terraform does for a deployment.
 *
 * @param environment such as {@code local}
 * @param account twelve digits
 * @param region such as {@code us-east-1}
 */
public record Names(String environment, String account, String region) {

    /** The environment of an emulator. */
    public static final String LOCAL = "local";

    private static final String REGION = "us-east-1";

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
        return new Names(environment, Arns.ACCOUNT, variables.getOrDefault("AWS_REGION", usual));
    }

    /**
     * The same in another account.
     *
     * @param other twelve digits
     * @return a copy
     */
    public Names in(String other) {
        return new Names(environment, other, region);
    }

    /**
     * Fills in a text.
     *
     * @param text a text of the plan, with {@code ${environment}}, {@code ${account}}, {@code ${region}} and
     *     {@code ${partition}}
     * @return the text without them
     */
    public String fill(String text) {
        return text.replace("${environment}", environment)
                .replace("${account}", account)
                .replace("${region}", region)
                .replace("${geography}", geography())
                .replace("${partition}", "aws");
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
