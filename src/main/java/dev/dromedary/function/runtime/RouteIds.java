package dev.dromedary.function.runtime;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.model.RouteDefinition;

/** The ids of routes that are functions: each follows from the route's folder and file, so a route need not say it. */
public final class RouteIds {

    private static final String ENDING = ".camel.yaml";

    private RouteIds() {}

    /**
     * Gives a route that begins with a trigger and has no id the one that follows from the file that it was loaded from: {@code
     * cron/log.camel.yaml} makes the id {@code cron-log}.
     *
     * @param folder the routes folder
     */
    public static void complete(RouteDefinition route, Path folder) {
        boolean function =
                route.getInput() != null && route.getInput().getEndpointUri().startsWith(LambdaEndpoint.PREFIX);
        if (function && !route.hasCustomIdAssigned()) {
            file(route, folder)
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .ifPresent(name -> route.setId(name.replace('/', '-')));
        }
    }

    /** The pipeline that a route was loaded from; empty if its file is not in the routes folder. */
    static Optional<String> pipeline(RouteDefinition route, Path folder) {
        return file(route, folder).filter(name -> name.contains("/")).map(name -> name.substring(0, name.indexOf('/')));
    }

    /** Its file, relative to the routes folder. */
    private static Optional<String> file(RouteDefinition route, Path folder) {
        if (route.getResource() == null || route.getResource().getLocation() == null) {
            return Optional.empty();
        }
        Path root = folder.toAbsolutePath().normalize();
        Path path = Path.of(route.getResource().getLocation().replaceFirst("^file:", ""))
                .toAbsolutePath()
                .normalize();
        return path.startsWith(root)
                ? Optional.of(root.relativize(path).toString().replace('\\', '/'))
                : Optional.empty();
    }
}
