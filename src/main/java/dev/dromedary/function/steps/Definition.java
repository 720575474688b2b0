package dev.dromedary.function.steps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;

/**
 * What decides how a route treats content: its schema and its own file. Content that was processed under one definition
 * is not the same work under another.
 *
 * @param schema the schema and its hash
 * @param hash SHA-256 of the route's file and the schema
 */
record Definition(SchemaDocument schema, String hash) {

    static Definition of(Exchange exchange, SchemaDocument schema) throws IOException {
        RouteDefinition route = exchange.getContext()
                .getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRouteDefinition(exchange.getFromRouteId());
        String text = "";
        if (route != null && route.getResource() != null) {
            try (InputStream in = route.getResource().getInputStream()) {
                text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        return new Definition(schema, Correlation.sha256(Correlation.sha256(text) + schema.hash()));
    }

    /** The same with something else that decides, such as the hash of a mapping. */
    Definition with(String more) {
        return new Definition(schema, Correlation.sha256(hash + more));
    }
}
