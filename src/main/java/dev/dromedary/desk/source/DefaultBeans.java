package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.AwsServices;
import dev.dromedary.function.runtime.RouteBeans;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.DefaultRegistry;

/**
 * What routes name or need without a word: {@code #ledger}, {@code #templates} and the like, and the clients of AWS. Each is made when it
 * is first asked for, as this is there before the context has properties; and only if the context has none of that name
 * or type, as two clients of one service would leave Camel's components without any.
 */
final class DefaultBeans implements Registry, Closeable {

    private final DefaultRegistry all;
    private final Optional<RoutesOfContext> routes;
    private final Registry theirs;
    private final DefaultRegistry own = new DefaultRegistry();
    /** Set while the whole registry is asked. */
    private final ThreadLocal<Boolean> asking = new ThreadLocal<>();

    private DefaultBeans(DefaultRegistry all, Optional<RoutesOfContext> routes) {
        this.all = all;
        this.routes = routes;
        this.theirs = all.getFallbackRegistry();
    }

    /** Adds them to a context whose registry is Camel's usual one. Another, such as Spring's, has to have its own. */
    static void addTo(CamelContext context, Optional<RoutesOfContext> routes) {
        if (context.getRegistry() instanceof DefaultRegistry all) {
            DefaultBeans beans = new DefaultBeans(all, routes);
            AwsServices.opened(System.getenv()).bind(context, beans.own);
            routes.ifPresent(each -> each.bind(beans.own));
            RouteBeans.bind(
                    beans.own, () -> Path.of(context.resolvePropertyPlaceholders("{{dromedary.routes:routes}}")));
            // It is asked last, and keeps what is bound. Camel 4.17 can add no repository of beans to a registry
            // without any.
            all.setFallbackRegistry(beans);
        }
    }

    @Override
    public Object lookupByName(String name) {
        Object found = theirs.lookupByName(name);
        return found != null ? found : unless(() -> all.lookupByName(name) != null, () -> own.lookupByName(name), null);
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        T found = theirs.lookupByNameAndType(name, type);
        return found != null
                ? found
                : unless(() -> all.lookupByName(name) != null, () -> own.lookupByNameAndType(name, type), null);
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        Map<String, T> found = theirs.findByTypeWithName(type);
        return found.isEmpty()
                ? unless(() -> !all.findByType(type).isEmpty(), () -> own.findByTypeWithName(type), Map.of())
                : found;
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        Set<T> found = theirs.findByType(type);
        return found.isEmpty()
                ? unless(() -> !all.findByType(type).isEmpty(), () -> own.findByType(type), Set.of())
                : found;
    }

    /** The whole registry asks this one again, which then has nothing. */
    private <T> T unless(BooleanSupplier another, Supplier<T> ours, T nothing) {
        if (asking.get() != null) {
            return nothing;
        }
        asking.set(true);
        try {
            return another.getAsBoolean() ? nothing : ours.get();
        } finally {
            asking.remove();
        }
    }

    @Override
    public void bind(String id, Class<?> type, Object bean) {
        theirs.bind(id, type, bean);
    }

    @Override
    public void bind(String id, Class<?> type, Object bean, String initMethod, String destroyMethod) {
        theirs.bind(id, type, bean, initMethod, destroyMethod);
    }

    @Override
    public void bind(String id, Class<?> type, Supplier<Object> bean) {
        theirs.bind(id, type, bean);
    }

    @Override
    public void bind(String id, Class<?> type, Supplier<Object> bean, String initMethod, String destroyMethod) {
        theirs.bind(id, type, bean, initMethod, destroyMethod);
    }

    @Override
    public void bindAsPrototype(String id, Class<?> type, Supplier<Object> bean) {
        theirs.bindAsPrototype(id, type, bean);
    }

    @Override
    public void unbind(String id) {
        theirs.unbind(id);
    }

    @Override
    public Object wrap(Object value) {
        return theirs.wrap(value);
    }

    @Override
    public Object unwrap(Object value) {
        return theirs.unwrap(value);
    }

    @Override
    public void close() throws IOException {
        routes.ifPresent(RoutesOfContext::close);
        if (theirs instanceof Closeable closeable) {
            closeable.close();
        }
    }
}
