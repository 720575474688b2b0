package dev.dromedary.function.runtime;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy;
import org.apache.camel.spi.Registry;
import org.apache.camel.spi.ResourceResolver;

/** Beans that routes name beside the clients and the ledger; docs/exchange.md lists all of them. */
public final class RouteBeans {

    private RouteBeans() {}

    /** Binds them; each is made, and the routes folder asked for, when it is first needed. */
    public static void bind(Registry registry, Supplier<Path> routes) {
        // As an Object: naming its class would load FreeMarker for routes without a template.
        registry.bind("templates", Object.class, () -> TemplateFiles.configuration(routes.get()));
        registry.bind(RoutesFolderResolver.BEAN, ResourceResolver.class, () -> new RoutesFolderResolver(routes));
        registry.bind("original", AggregationStrategy.class, UseOriginalAggregationStrategy::new);
        registry.bind("grouped", AggregationStrategy.class, GroupedBodyAggregationStrategy::new);
    }
}
