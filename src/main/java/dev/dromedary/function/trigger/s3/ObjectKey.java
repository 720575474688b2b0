package dev.dromedary.function.trigger.s3;

import org.apache.camel.support.LanguageSupport;

/** What is made of an object's key, which whoever may name objects chooses. */
final class ObjectKey {

    private ObjectKey() {}

    /**
     * The name of outputs, safe as a part of a key whoever reads that: a Camel application of before 4.18.5 evaluates
     * keys. A name that looks like an expression is written with {@code %24} for each dollar and {@code %25} for each
     * per cent sign; so is a name that looks like one written so, so that different names stay different. Almost all
     * names stay as they are.
     */
    static String asName(String name) {
        boolean encoded = name.contains("%24") || name.contains("%25");
        return encoded || LanguageSupport.hasSimpleFunction(name)
                ? name.replace("%", "%25").replace("$", "%24")
                : name;
    }
}
