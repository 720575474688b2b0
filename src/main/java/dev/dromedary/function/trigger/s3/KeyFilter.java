package dev.dromedary.function.trigger.s3;

import dev.dromedary.function.ledger.FittingName;
import java.util.Arrays;
import java.util.List;
import org.apache.camel.support.LanguageSupport;

/**
 * Which objects count.
 *
 * @param bucket name of their bucket; null for any
 * @param prefix what their keys begin with
 * @param suffixes what their keys end with, one of them is enough; never empty
 */
public record KeyFilter(String bucket, String prefix, List<String> suffixes) {

    /**
     * Bytes of UTF-8 that a name of outputs has at the most. A key has up to 1,024; 224 are left for what a route puts around it.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming Amazon S3 objects</a>
     */
    static final int LONGEST_NAME = 800;

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
        return fitting(withoutExpressions(stem(key)));
    }

    /** The name, or what {@link FittingName} makes of one that is too long. */
    static String fitting(String name) {
        return FittingName.of(name, LONGEST_NAME);
    }

    /**
     * The name of outputs, safe as a part of a key whoever reads that: a Camel application of before 4.18.5 evaluates
     * keys. A name that looks like an expression is written with {@code %24} for each dollar and {@code %25} for each
     * per cent sign; so is a name that looks like one written so, so that different names stay different. Almost all
     * names stay as they are.
     */
    private static String withoutExpressions(String name) {
        boolean encoded = name.contains("%24") || name.contains("%25");
        return encoded || LanguageSupport.hasSimpleFunction(name)
                ? name.replace("%", "%25").replace("$", "%24")
                : name;
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
