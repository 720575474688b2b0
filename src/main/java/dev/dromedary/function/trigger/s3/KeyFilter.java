package dev.dromedary.function.trigger.s3;

import java.util.Arrays;
import java.util.List;

/**
 * Which objects count.
 *
 * @param bucket name of their bucket; null for any
 * @param prefix what their keys begin with
 * @param suffixes what their keys end with, one of them is enough; never empty
 */
public record KeyFilter(String bucket, String prefix, List<String> suffixes) {

    private static final String ARN = "arn:";

    /** A filter by options; without a bucket's name (null) any counts. */
    public static KeyFilter of(String bucket, KeyOptions keys) {
        String suffix = keys.getSuffix();
        return new KeyFilter(
                bucket,
                keys.getPrefix(),
                suffix.isBlank()
                        ? List.of("")
                        : Arrays.stream(suffix.split(",")).map(String::strip).toList());
    }

    /** The name of a bucket, of which the ARN may be given, such as {@code arn:aws:s3:::raw-files}. */
    public static String bucket(String nameOrArn) {
        return nameOrArn.startsWith(ARN) ? nameOrArn.substring(nameOrArn.lastIndexOf(':') + 1) : nameOrArn;
    }

    /** Whether a key counts: prefix and a suffix fit, without overlapping. */
    public boolean matches(String key) {
        return key.startsWith(prefix)
                && suffixes.stream()
                        .anyMatch(suffix -> key.length() >= prefix.length() + suffix.length() && key.endsWith(suffix));
    }

    /**
     * The name of a key's outputs, different for different keys: the key without prefix and without the first suffix. A
     * key that ends with another suffix of the list keeps its end, as {@code x.csv} and {@code x.csv.gz} would else
     * share outputs; and so does a key that would then look like one of those. Safe and short enough to be a part of a
     * key.
     */
    public String outputName(String key) {
        return OutputName.fitting(ObjectKey.asName(stem(key)));
    }

    String stem(String key) {
        String name = key.substring(prefix.length());
        String first = suffixes.get(0);
        if (!name.endsWith(first)) {
            return name;
        }
        String stem = name.substring(0, name.length() - first.length());
        boolean ambiguous = suffixes.size() > 1 && suffixes.stream().anyMatch(stem::endsWith);
        return ambiguous ? name : stem;
    }
}
