package dev.dromedary.function.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceResolver;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Finds what a route names without a scheme, such as {@code json-validator:orders/order.schema.json} or {@code
 * resource:orders/prompt.txt}, in the routes folder; what is not there, where Camel looks: on the class path.
 *
 * @see <a href="https://camel.apache.org/manual/resource-resolver.html">Resource resolvers</a>
 */
final class RoutesFolderResolver extends ServiceSupport implements ResourceResolver {

    /** The name of Camel's bean for resources without a scheme. */
    static final String BEAN = "fallback-resource-resolver";

    private final Supplier<Path> routes;
    private CamelContext context;

    RoutesFolderResolver(Supplier<Path> routes) {
        this.routes = routes;
    }

    @Override
    public String getSupportedScheme() {
        return "";
    }

    @Override
    public Resource resolve(String name) {
        Path folder = routes.get().normalize();
        Path file = folder.resolve(name).normalize();
        boolean own = file.startsWith(folder) && Files.isRegularFile(file);
        return PluginHelper.getResourceLoader(context).resolveResource(own ? "file:" + file : "classpath:" + name);
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }

    @Override
    public void setCamelContext(CamelContext context) {
        this.context = context;
    }
}
