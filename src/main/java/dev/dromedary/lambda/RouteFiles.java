package dev.dromedary.lambda;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The files that one route needs: an explicit list, as looking through folders and jars costs a cold start most of a
 * second.
 *
 * @param folder the routes folder
 * @param routes YAML files, relative to the folder: the route itself and what it shares with others
 * @param properties properties files, relative to the folder
 */
public record RouteFiles(Path folder, List<String> routes, List<String> properties) {

    /** What every route gets: error handling, and the steps that several routes reach by {@code direct:}. */
    public static final List<String> SHARED = List.of("shared/errors.camel.yaml", "shared/check-event.camel.yaml");

    /**
     * The files of a route by convention: {@code health-ingest} is {@code health/ingest.camel.yaml} and uses
     * {@code health/health.properties}.
     *
     * @param folder the routes folder
     * @param routeId {@code <pipeline>-<verb>}
     * @return the files
     * @throws IllegalArgumentException if the id is no such name, or there is no such file; one sentence
     */
    public static RouteFiles of(Path folder, String routeId) {
        int dash = routeId.indexOf('-');
        if (!routeId.matches("[a-z0-9]+(-[a-z0-9]+)+")) {
            throw new IllegalArgumentException(
                    "\"" + routeId + "\" names no route; a route is called <pipeline>-<verb>, such as health-ingest");
        }
        String pipeline = routeId.substring(0, dash);
        String file = pipeline + "/" + routeId.substring(dash + 1) + ".camel.yaml";
        if (!Files.isRegularFile(folder.resolve(file))) {
            throw new IllegalArgumentException(
                    "There is no route \"" + routeId + "\": " + folder.resolve(file) + " does not exist");
        }
        return of(folder, pipeline, List.of(file));
    }

    /**
     * The files of a route that lives elsewhere than the convention says.
     *
     * @param folder the routes folder
     * @param pipeline the pipeline, whose properties are used
     * @param files YAML files relative to the folder, without the shared ones
     * @return the files
     */
    public static RouteFiles of(Path folder, String pipeline, List<String> files) {
        List<String> routes = new ArrayList<>(files);
        SHARED.stream()
                .filter(shared -> Files.isRegularFile(folder.resolve(shared)))
                .forEach(routes::add);
        String properties = pipeline + "/" + pipeline + ".properties";
        return new RouteFiles(
                folder,
                List.copyOf(routes),
                Files.isRegularFile(folder.resolve(properties)) ? List.of(properties) : List.of());
    }

    /**
     * The files of a route when the deployment names them.
     *
     * @param folder the routes folder
     * @param commaSeparated YAML and properties files relative to the folder
     * @return the files
     */
    public static RouteFiles listed(Path folder, String commaSeparated) {
        List<String> all =
                Arrays.stream(commaSeparated.split(",")).map(String::strip).toList();
        return new RouteFiles(
                folder,
                all.stream().filter(file -> file.endsWith(".yaml")).toList(),
                all.stream().filter(file -> file.endsWith(".properties")).toList());
    }
}
