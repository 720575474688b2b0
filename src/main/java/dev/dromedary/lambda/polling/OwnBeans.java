package dev.dromedary.lambda.polling;

import dev.dromedary.lambda.AwsServices;
import dev.dromedary.lambda.TemplateFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.DefaultRegistry;

/**
 * What routes name or need without a word: {@code #ledger}, {@code #templates} and the clients of AWS. Each is made when it
 * is first asked for, as this is there before the context has properties; and only if the context has none of that name
 * or type, as two clients of one service would leave Camel's components without any.
 */
final class OwnBeans implements BeanRepository {

    private final DefaultRegistry theirs;
    private final DefaultRegistry own = new DefaultRegistry();

    private OwnBeans(DefaultRegistry theirs) {
        this.theirs = theirs;
    }

    /** Adds them to a context whose registry is Camel's usual one. Another, such as Spring's, has to have its own. */
    static void addTo(CamelContext context) {
        if (context.getRegistry() instanceof DefaultRegistry theirs) {
            OwnBeans beans = new OwnBeans(theirs);
            AwsServices.opened(System.getenv()).bind(context, beans.own);
            // As an Object: naming its class would load FreeMarker for routes without a template.
            beans.own.bind(
                    "templates",
                    Object.class,
                    () -> TemplateFiles.configuration(
                            Path.of(context.resolvePropertyPlaceholders("{{dromedary.routes:routes}}"))));
            theirs.addBeanRepository(beans);
        }
    }

    @Override
    public Object lookupByName(String name) {
        return theirs.getFallbackRegistry().lookupByName(name) == null ? own.lookupByName(name) : null;
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        return theirs.getFallbackRegistry().lookupByName(name) == null ? own.lookupByNameAndType(name, type) : null;
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return theirs.getFallbackRegistry().findByType(type).isEmpty() ? own.findByTypeWithName(type) : Map.of();
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return theirs.getFallbackRegistry().findByType(type).isEmpty() ? own.findByType(type) : Set.of();
    }
}
