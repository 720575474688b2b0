package dev.dromedary.lambda;

import java.util.Map;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.support.LanguageSupport;

/**
 * The header with an object's key. {@code aws2-s3} evaluates a key that looks like a simple expression, so whoever may
 * name objects could run code in the function, or hide an object from it. Such a key stands in a header of its own, and
 * the expression in its place yields it literally.
 *
 * @see <a href="https://camel.apache.org/components/4.14.x/languages/simple-language.html">Simple language</a>
 */
final class ObjectKey {

    private static final String LITERAL = "objectKey";

    private ObjectKey() {}

    static void put(Map<String, Object> headers, String key) {
        if (LanguageSupport.hasSimpleFunction(key)) {
            headers.put(LITERAL, key);
            headers.put(AWS2S3Constants.KEY, "${header." + LITERAL + "}");
        } else {
            headers.put(AWS2S3Constants.KEY, key);
        }
    }

    /**
     * The name of outputs, safe as a part of a key: {@code aws2-s3} evaluates keys once more when it puts. A name that looks
     * like an expression is written with {@code %24} for each dollar and {@code %25} for each per cent sign; so is a name
     * that looks like one written so, so that different names stay different.
     *
     * @param name any name
     * @return a name without expressions, the same name in almost all cases
     */
    static String asName(String name) {
        boolean encoded = name.contains("%24") || name.contains("%25");
        return encoded || LanguageSupport.hasSimpleFunction(name)
                ? name.replace("%", "%25").replace("$", "%24")
                : name;
    }
}
