package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.iam.FunctionRole;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.plan.EndpointCheck;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.FindingsException;
import dev.dromedary.plan.RouteSource;
import dev.dromedary.plan.RoutesFolder;
import freemarker.template.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteConfigurationDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/**
 * Reloads the routes of running functions from their files, as Camel's own reloading does: routes, their configuration and
 * their endpoints are made anew in the same context. A function whose files are wrong keeps the routes that it had.
 */
final class RouteReloading {

    private final RoutesFolder folder;
    private final Path routes;
    private final String pipeline;
    private final Map<String, RouteVersion> loaded = new HashMap<>();
    private final Map<String, Begun> begun = new HashMap<>();
    /** Routes that neither their version nor the one before lets run. */
    private final Set<String> stopped = new HashSet<>();

    /** @param functions of the pipeline, as they were just started */
    RouteReloading(RoutesFolder folder, String pipeline, List<RouteFunction> functions) {
        this.folder = folder;
        this.routes = folder.path();
        this.pipeline = pipeline;
        for (RouteSource source : folder.routes(pipeline)) {
            functions.stream()
                    .filter(function -> function.routeId().equals(source.id()))
                    .forEach(function -> {
                        loaded.put(function.routeId(), version(source));
                        begun.put(function.routeId(), new Begun(source, starts(function)));
                    });
        }
    }

    /**
     * What a run began with, and its events go by until it ends.
     *
     * @param source where the route stood
     * @param starts its trigger
     */
    private record Begun(RouteSource source, String starts) {}

    private RouteVersion version(RouteSource source) {
        return RouteVersion.of(folder.files(pipeline, source));
    }

    /**
     * What reloading came to.
     *
     * @param files the files that have changed, relative to the routes folder, with the ids of the routes that were reloaded for them
     * @param findings what is wrong with the files; empty if all is well
     */
    record Reloaded(SortedMap<String, SortedSet<String>> files, List<Finding> findings) {}

    /**
     * Reloads every function whose files have changed since they were last loaded.
     *
     * @param functions those that the pipeline has
     * @return the files, and what is wrong with them
     */
    Reloaded reload(List<RouteFunction> functions) {
        SortedMap<String, SortedSet<String>> files = new TreeMap<>();
        try {
            EndpointCheck check = new EndpointCheck(folder);
            List<Finding> findings = new ArrayList<>(check.check(pipeline));
            findings.addAll(check.check("shared"));
            if (findings.isEmpty()) {
                List<RouteSource> sources = folder.routes(pipeline).stream()
                        .filter(RouteSource::isFunction)
                        .toList();
                functions.forEach(function -> reload(function, sources, files, findings));
                sources.stream()
                        .filter(source -> !loaded.containsKey(source.id()))
                        .map(source -> new Finding(
                                source.file(), source.line(), "The route is new; start the run again for it."))
                        .forEach(findings::add);
            }
            return new Reloaded(files, findings);
        } catch (FindingsException e) {
            return new Reloaded(files, e.findings());
        }
    }

    private void reload(
            RouteFunction function,
            List<RouteSource> sources,
            SortedMap<String, SortedSet<String>> files,
            List<Finding> findings) {
        RouteSource source = sources.stream()
                .filter(each -> each.id().equals(function.routeId()))
                .findFirst()
                .orElse(null);
        if (source == null) {
            // It goes on as it is, as nothing can take its place. Of other folders than the pipeline's nothing is known
            // here.
            Optional.ofNullable(begun.get(function.routeId()))
                    .map(Begun::source)
                    .map(gone -> new Finding(
                            gone.file(),
                            gone.line(),
                            "The route " + gone.id() + " is gone; put it back, or start the run again for that."))
                    .ifPresent(findings::add);
            return;
        }
        RouteVersion before = loaded.get(function.routeId());
        try {
            RouteVersion now = version(source);
            if (!now.equals(before) || stopped.contains(function.routeId())) {
                try {
                    load(function, now);
                } catch (Exception e) {
                    goBack(function, before);
                    throw e;
                }
                loaded.put(function.routeId(), now);
                stopped.remove(function.routeId());
                now.changedSince(before).forEach(file -> files.computeIfAbsent(file, each -> new TreeSet<>())
                        .add(function.routeId()));
            }
            // Until it is as it was: the files would be put where another trigger looks.
            if (!starts(function).equals(begun.get(function.routeId()).starts())) {
                findings.add(new Finding(
                        source.file(),
                        source.line(),
                        "What starts the route has changed; start the run again for that."));
            }
        } catch (Exception e) {
            findings.add(new Finding(source.file(), source.line(), Sentence.of(e)));
        }
    }

    /** Only the texts of routes are those of the version before: with a schema that can't be read the route has to wait. */
    private void goBack(RouteFunction function, RouteVersion before) {
        try {
            load(function, before);
        } catch (Exception e) {
            // What is wrong with the new version is told, and it is the same.
            stopped.add(function.routeId());
        }
    }

    /** The trigger, but for what it grants. */
    private static String starts(RouteFunction function) {
        return function.endpoint().getEndpointUri().replaceFirst("(?<=[?&])grants=[^&]*&?", "");
    }

    private void load(RouteFunction function, RouteVersion version) throws Exception {
        DefaultCamelContext context = (DefaultCamelContext) function.context();
        Optional<FunctionRole> role = FunctionRole.of(context);
        // Endpoints ask for their resources when they start.
        role.ifPresent(FunctionRole::suspend);
        context.getPropertiesComponent().reloadProperties(null);
        if (context.getRegistry().lookupByName("templates") instanceof Configuration templates) {
            templates.clearTemplateCache();
        }
        // What RouteWatcherReloadStrategy does; it takes no texts that are no longer in their files.
        context.getRouteController().removeAllRoutes();
        Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
        for (RouteConfigurationDefinition each : List.copyOf(model.getRouteConfigurationDefinitions())) {
            model.removeRouteConfiguration(each);
        }
        context.removeRouteTemplates("*");
        context.getEndpointRegistry().clear();
        List<Resource> resources = version.routes().entrySet().stream()
                .map(file -> ResourceHelper.fromString("file:" + routes.resolve(file.getKey()), file.getValue()))
                .toList();
        PluginHelper.getRoutesLoader(context).updateRoutes(resources);
        if (context.getRoute(function.routeId()) == null) {
            throw new IllegalArgumentException("The file no longer holds the route " + function.routeId() + ".");
        }
        role.ifPresent(FunctionRole::enforce);
    }
}
