package dev.dromedary.plan.check;

import dev.dromedary.plan.AddedComponents;
import dev.dromedary.plan.EndpointRules;
import dev.dromedary.plan.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.dsl.yaml.common.YamlSupport;
import org.apache.camel.impl.DefaultCamelContext;

/** Names and options of endpoints, held against Camel's catalog; and whether their components are part of the function. */
final class EndpointsCheck implements Check {

    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";

    private final EndpointRules rules;
    private final CamelCatalog catalog;

    /** With a catalog that several checks ask. */
    EndpointsCheck(CamelCatalog catalog, AddedComponents added) {
        this.catalog = catalog;
        this.rules = new EndpointRules(added);
    }

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        try (DefaultCamelContext context = new DefaultCamelContext(false)) {
            context.build();
            for (EndpointText endpoint : EndpointText.all(routes.elements())) {
                check(context, endpoint, findings);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing was started, so nothing fails to stop", e);
        }
    }

    private void check(DefaultCamelContext context, EndpointText endpoint, List<Finding> findings) {
        SourceFile file = endpoint.file();
        if (endpoint.uri().text().isBlank()) {
            findings.add(file.finding(endpoint.uri(), "The endpoint has no URI."));
            return;
        }
        if (endpoint.scheme().contains("{{")) {
            return;
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        endpoint.parameters().forEach((name, value) -> parameters.put(name, value.text()));
        String uri;
        try {
            uri = YamlSupport.createEndpointUri(
                    context, endpoint.element().value().node(), endpoint.uri().text(), parameters);
        } catch (RuntimeException e) {
            boolean both = endpoint.uri().text().contains("?") && !parameters.isEmpty();
            findings.add(file.finding(
                    endpoint.uri(),
                    "\"" + endpoint.uri().text() + "\" is no endpoint: "
                            + (both
                                    ? "it has options of its own and parameters; write all as parameters."
                                    : String.valueOf(e.getMessage())
                                                    .lines()
                                                    .findFirst()
                                                    .orElse("") + ".")));
            return;
        }
        List<EndpointRules.Broken> all;
        try {
            all = rules.check(uri);
        } catch (RuntimeException e) {
            findings.add(file.finding(endpoint.uri(), "\"" + uri + "\" is no endpoint."));
            return;
        }
        for (EndpointRules.Broken broken : all) {
            findings.add(place(endpoint, broken));
        }
        if (all.isEmpty()) {
            served(endpoint, findings);
        }
    }

    /** What a route begins with is looked at by another check. */
    private void served(EndpointText endpoint, List<Finding> findings) {
        if (endpoint.isFrom()) {
            return;
        }
        Served.step(endpoint.scheme(), endpoint.path())
                .or(() -> Library.misses(COMPONENTS, endpoint.scheme())
                        ? Optional.of(Served.absent(catalog, endpoint.scheme()))
                        : Optional.empty())
                .ifPresent(said -> findings.add(endpoint.finding(endpoint.uri(), said)));
    }

    private static Finding place(EndpointText endpoint, EndpointRules.Broken broken) {
        SourceFile file = endpoint.file();
        if (broken.option() != null && endpoint.element().value().isMap()) {
            var parameter = endpoint.element().value().get("parameters").flatMap(all -> all.entry(broken.option()));
            if (parameter.isPresent()) {
                return file.finding(parameter.get().key(), broken.message());
            }
        }
        return broken.option() == null
                ? file.finding(endpoint.uri(), broken.message())
                : file.finding(endpoint.uri(), broken.option(), broken.message());
    }
}
