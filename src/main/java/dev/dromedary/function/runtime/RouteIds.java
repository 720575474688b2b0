package dev.dromedary.function.runtime;

import java.nio.file.Path;
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
        if (route.getResource() == null || route.getResource().getLocation() == null) {
            return;
        }
        Path root = folder.toAbsolutePath().normalize();
        Path path = Path.of(route.getResource().getLocation().replaceFirst("^file:", ""))
                .toAbsolutePath()
                .normalize();
        boolean function =
                route.getInput() != null && route.getInput().getEndpointUri().startsWith(LambdaEndpoint.PREFIX);
        if (function
                && !route.hasCustomIdAssigned()
                && path.startsWith(root)
                && path.toString().endsWith(ENDING)) {
            String name = root.relativize(path).toString().replace('\\', '/');
            route.setId(name.substring(0, name.length() - ENDING.length()).replace('/', '-'));
        }
    }
}
