package dev.dromedary.plan;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.impl.engine.DefaultClassResolver;
import org.apache.camel.impl.engine.DefaultFactoryFinder;
import org.apache.camel.spi.ClassResolver;
import org.apache.camel.spi.FactoryFinder;
import org.apache.camel.spi.FactoryFinderResolver;

/**
 * Which components, languages and services Camel's contexts found on the class path, and which they did not, so that the next
 * one need not look again: a context asks some hundred times, most of them in vain, and each time all jars are looked
 * through. That was a third of the work of a check, which makes two contexts a function. Safe for use by several contexts at
 * once.
 *
 * @see <a href="https://camel.apache.org/manual/factory-finder.html">Camel's factory finder</a>
 */
public final class RememberedClassPath {

    private final ClassResolver classes = new DefaultClassResolver();
    private final Map<String, FactoryFinder> finders = new ConcurrentHashMap<>();

    /** Lets a context, which is not built yet, ask here. */
    public void install(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        extension.addContextPlugin(FactoryFinderResolver.class, new FactoryFinderResolver() {
            @Override
            public FactoryFinder resolveFactoryFinder(ClassResolver own, String path) {
                return finders.computeIfAbsent(path, Remembering::new);
            }

            @Override
            public FactoryFinder resolveBootstrapFactoryFinder(ClassResolver own, String path) {
                return resolveFactoryFinder(own, path);
            }
        });
        // A context's constructor has made one already.
        extension.setBootstrapFactoryFinder(finders.computeIfAbsent(FactoryFinder.DEFAULT_PATH, Remembering::new));
    }

    private final class Remembering extends DefaultFactoryFinder {

        Remembering(String path) {
            super(classes, path);
        }

        /** A context that ends is not the last one. */
        @Override
        public void clear() {}
    }
}
