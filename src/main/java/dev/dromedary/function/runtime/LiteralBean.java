package dev.dromedary.function.runtime;

import org.apache.camel.language.bean.BeanLanguage;

/**
 * Camel's bean language, except that a text whose method is called is that text. {@code ${header.name.trim()}} hands the
 * header's value to the bean language as the bean, and Camel 4.17 resolves property placeholders in each text that the
 * language gets: a value {@code {{env:SECRET}}} would become the secret, and {@code #ledger} a bean of that name.
 */
final class LiteralBean extends BeanLanguage {

    /** Where the bean stands among the language's properties; what else may stand there is written in routes. */
    private static final int BEAN = 1;

    @Override
    protected <T> T property(Class<T> type, Object[] properties, int index, Object otherwise) {
        if (index == BEAN && properties.length > BEAN && properties[BEAN] instanceof CharSequence text) {
            return type.cast(text);
        }
        return super.property(type, properties, index, otherwise);
    }
}
