package dev.dromedary.function.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultResourceResolvers;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceResolver;
import org.apache.camel.support.PluginHelper;

/**
 * Finds {@code classpath:orders/order.xsl} in the routes folder: in other Camel projects, what stands beside the routes is on the
 * class path, and some components, such as {@code xslt}, look nowhere else. All other files are those of the class path.
 */
final class RoutesClasspathResolver extends DefaultResourceResolvers.ClasspathResolver {

    /** The name of Camel's bean for such resources. */
    private static final String BEAN = "resource-loader-classpath";

    private final Supplier<Path> routes;

    private RoutesClasspathResolver(Supplier<Path> routes) {
        this.routes = routes;
    }

    /** Lets a context find them. */
    static void addTo(CamelContext context, Supplier<Path> routes) {
        RoutesClasspathResolver resolver = new RoutesClasspathResolver(routes);
        resolver.setCamelContext(context);
        context.getRegistry().bind(BEAN, ResourceResolver.class, resolver);
    }

    @Override
    public Resource createResource(String location, String remaining) {
        // Files of pipelines: what has no folder, such as application.properties, is the product's own.
        if (remaining.contains("/")) {
            Path folder = routes.get().normalize();
            Path file = folder.resolve(remaining.replaceFirst("^/+", "")).normalize();
            if (file.startsWith(folder) && Files.isRegularFile(file)) {
                return PluginHelper.getResourceLoader(getCamelContext()).resolveResource("file:" + file);
            }
        }
        return super.createResource(location, remaining);
    }
}
