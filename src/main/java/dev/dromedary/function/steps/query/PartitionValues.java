package dev.dromedary.function.steps.query;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The name of a partition, such as {@code year=2026/month=01/day=05}, which may come from an event. */
public final class PartitionValues {

    private static final Pattern NAME =
            Pattern.compile("[A-Za-z_]\\w{0,63}=[\\w.%-]{1,128}(/[A-Za-z_]\\w{0,63}=[\\w.%-]{1,128}){0,7}");

    private PartitionValues() {}

    /**
     * The values by their columns.
     *
     * @throws IllegalArgumentException with one sentence, which does not tell what came, if it is no such name
     */
    public static Map<String, String> of(String partition) {
        if (partition == null || !NAME.matcher(partition).matches()) {
            throw new IllegalArgumentException(
                    "Expected the name of a partition, such as year=2026/month=01/day=05, but another text came");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : partition.split("/")) {
            int equals = part.indexOf('=');
            values.put(part.substring(0, equals), part.substring(equals + 1));
        }
        return values;
    }
}
