package dev.dromedary.function.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files that one route needs: an explicit list, as looking through folders and jars costs a cold start most of a
 * second.
 *
 * @param folder the routes folder
 * @param routes YAML files, relative to the folder: the route itself, the error handling, the routes that it calls, and the
 *     Kamelets of one's own that these name
 * @param properties properties files, relative to the folder; what stands in several is taken from the first
 */
public record RouteFiles(Path folder, List<String> routes, List<String> properties) {

    /** What every route gets, if it is there: error handling. */
    private static final String ERRORS = "shared/errors.camel.yaml";

    /**
     * The files of a route by convention: {@code health-ingest} is {@code health/ingest.camel.yaml} and uses {@code
     * health/health.properties}.
     *
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
     * @param files YAML files relative to the folder, without the error handling and what they reach by {@code direct:}
     * @return the files, with the error handling and with those of all {@code direct:} endpoints that one of them names:
     *     {@code direct:health-ask-model} is {@code health/ask-model.camel.yaml}, if there is such a file, and else
     *     {@code shared/health-ask-model.camel.yaml}
     * @throws IllegalArgumentException if an endpoint's file is missing and no other one begins with it, or a file can't
     *     be read; one sentence
     */
    public static RouteFiles of(Path folder, String pipeline, List<String> files) {
        Map<String, DirectNames> texts = new LinkedHashMap<>();
        Deque<String> waiting = new ArrayDeque<>(files);
        if (Files.isRegularFile(folder.resolve(ERRORS))) {
            waiting.add(ERRORS);
        }
        while (!waiting.isEmpty()) {
            String file = waiting.remove();
            if (!texts.containsKey(file)) {
                String text = read(folder, file);
                DirectNames names = new DirectNames(text);
                texts.put(file, names);
                names.all().forEach(name -> fileOf(folder, name).ifPresent(waiting::add));
                KameletNames.in(text).forEach(name -> KameletNames.fileOf(folder, pipelineOf(file), name)
                        .ifPresent(waiting::add));
            }
        }
        texts.forEach(
                (file, names) -> names.called().forEach(name -> checkThatSomethingBegins(folder, file, name, texts)));
        return new RouteFiles(folder, List.copyOf(texts.keySet()), properties(folder, pipeline, texts.keySet()));
    }

    private static String read(Path folder, String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new IllegalArgumentException("The route file " + folder.resolve(file) + " can't be read", e);
        }
    }

    /** A folder's name may hold no dash, or several. */
    private static Optional<String> fileOf(Path folder, String name) {
        List<String> candidates = new ArrayList<>();
        for (int dash = name.indexOf('-'); dash > 0; dash = name.indexOf('-', dash + 1)) {
            candidates.add(name.substring(0, dash) + "/" + name.substring(dash + 1) + ".camel.yaml");
        }
        candidates.add("shared/" + name + ".camel.yaml");
        return candidates.stream()
                .filter(file -> Files.isRegularFile(folder.resolve(file)))
                .findFirst();
    }

    /** Camel would notice only when a message gets there, and then wait for half a minute. */
    private static void checkThatSomethingBegins(
            Path folder, String file, String name, Map<String, DirectNames> texts) {
        if (fileOf(folder, name).isEmpty() && texts.values().stream().noneMatch(names -> names.begins(name))) {
            int dash = name.indexOf('-');
            String own = dash < 0 ? "" : name.substring(0, dash) + "/" + name.substring(dash + 1) + ".camel.yaml or ";
            throw new IllegalArgumentException(file + " names direct:" + name
                    + ", but no route begins with it: there is no " + own + "shared/" + name + ".camel.yaml");
        }
    }

    private static String pipelineOf(String file) {
        return file.substring(0, Math.max(0, file.indexOf('/')));
    }

    /** The pipeline's come first, as they win. */
    private static List<String> properties(Path folder, String pipeline, Set<String> files) {
        Set<String> pipelines = new LinkedHashSet<>(List.of(pipeline));
        files.forEach(file -> pipelines.add(pipelineOf(file)));
        return pipelines.stream()
                .map(each -> each + "/" + each + ".properties")
                .filter(file -> Files.isRegularFile(folder.resolve(file)))
                .toList();
    }

    /**
     * The same files where an environment's settings hold: what {@code health/health.prod.properties} sets wins over all
     * other files.
     *
     * @param environment its name, such as {@code prod}; what a project's names begin with may stand before it, with a
     *     hyphen: {@code claims-prod}
     * @return a copy; folders without such a file are as they were
     */
    public RouteFiles in(String environment) {
        String name = environment.substring(environment.lastIndexOf('-') + 1);
        Stream<String> own = Stream.concat(routes.stream(), properties.stream())
                .map(RouteFiles::pipelineOf)
                .distinct()
                .map(pipeline -> pipeline + "/" + pipeline + "." + name + ".properties")
                .filter(file -> Files.isRegularFile(folder.resolve(file)));
        return new RouteFiles(
                folder,
                routes,
                Stream.concat(own, properties.stream()).distinct().toList());
    }

    /** The files of a route when the deployment names them: YAML and properties files, separated by commas. */
    public static RouteFiles listed(Path folder, String commaSeparated) {
        List<String> all =
                Arrays.stream(commaSeparated.split(",")).map(String::strip).toList();
        return new RouteFiles(
                folder,
                all.stream().filter(file -> file.endsWith(".yaml")).toList(),
                all.stream().filter(file -> file.endsWith(".properties")).toList());
    }
}
