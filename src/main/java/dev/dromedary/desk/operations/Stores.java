package dev.dromedary.desk.operations;

import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;

/**
 * What a pipeline's properties name: {@code <pipeline>.bucket}, {@code <pipeline>.messages.queue} and the like.
 *
 * @param buckets names of buckets
 * @param tables names of tables, without the ledger's, which all pipelines share
 * @param queues names of queues
 */
public record Stores(Set<String> buckets, Set<String> tables, Set<String> queues) {

    static final Stores NONE = new Stores(Set.of(), Set.of(), Set.of());

    /** Reads a function's properties; what {@code <pipeline>.external} lists belongs to somebody else. */
    static Stores of(CamelContext context, String pipeline) {
        Set<String> external = Arrays.stream(
                        value(context, pipeline + ".external").split(","))
                .map(String::strip)
                .collect(Collectors.toSet());
        return new Stores(
                named(context, pipeline, "bucket", external),
                named(context, pipeline, "table", external),
                named(context, pipeline, "queue", external));
    }

    private static Set<String> named(CamelContext context, String pipeline, String kind, Set<String> external) {
        Properties found = ((PropertiesComponent) context.getPropertiesComponent())
                .loadProperties(name -> name.startsWith(pipeline + ".") && name.endsWith("." + kind));
        Set<String> names = new TreeSet<>();
        for (String property : found.stringPropertyNames()) {
            if (!external.contains(found.getProperty(property))) {
                names.add(value(context, property));
            }
        }
        names.removeAll(external);
        names.remove("");
        return names;
    }

    private static String value(CamelContext context, String property) {
        return context.resolvePropertyPlaceholders("{{" + property + ":}}");
    }

    Stores and(Stores others) {
        return new Stores(both(buckets, others.buckets), both(tables, others.tables), both(queues, others.queues));
    }

    private static Set<String> both(Set<String> some, Set<String> more) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }
}
