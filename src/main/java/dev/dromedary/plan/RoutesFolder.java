package dev.dromedary.plan;

import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteIds;
import dev.dromedary.function.runtime.SourceKamelets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * The folder with all pipelines, read with Camel's own loader; nothing is started. Names of files are relative to it. In an
 * environment, {@code PIPELINE/PIPELINE.ENVIRONMENT.properties} stands above {@code PIPELINE/PIPELINE.properties}.
 */
public final class RoutesFolder {

    private final Path folder;
    private final Optional<String> environment;
    private final RememberedClassPath classPath;

    /** A folder, in no environment. */
    public RoutesFolder(Path folder) {
        this(folder, Optional.empty(), new RememberedClassPath());
    }

    private RoutesFolder(Path folder, Optional<String> environment, RememberedClassPath classPath) {
        this.folder = folder;
        this.environment = environment;
        this.classPath = classPath;
    }

    /** The same folder in an environment, such as {@code prod}; with what a project's names begin with, {@code claims-prod}. */
    public RoutesFolder in(String name) {
        return new RoutesFolder(folder, Optional.of(name.substring(name.lastIndexOf('-') + 1)), classPath);
    }

    /** The same folder in no environment. */
    public RoutesFolder everywhere() {
        return new RoutesFolder(folder, Optional.empty(), classPath);
    }

    /** What the contexts that load this folder's files know of the class path. */
    public RememberedClassPath classPath() {
        return classPath;
    }

    /** The environment whose settings hold, if it is one's. */
    public Optional<String> environment() {
        return environment;
    }

    /**
     * The properties files of a folder that hold here; the first one that has a property wins.
     *
     * @return files relative to the routes folder
     */
    public List<String> properties(String pipeline) {
        return Stream.of(environment.map(name -> "." + name), Optional.of(""))
                .flatMap(Optional::stream)
                .map(name -> pipeline + "/" + pipeline + name + ".properties")
                .filter(file -> Files.isRegularFile(folder.resolve(file)))
                .toList();
    }

    /** The properties files of the environment alone, of all folders. */
    List<String> environmentFiles() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .flatMap(each -> properties(each).stream())
                    .filter(file -> Environments.of(file).isPresent())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("The routes folder " + folder + " can't be read", e);
        }
    }

    /**
     * The files of a route, by its id.
     *
     * @throws IllegalArgumentException as {@link RouteFiles#of(Path, String)}
     */
    public RouteFiles files(String routeId) {
        return here(RouteFiles.of(folder, routeId));
    }

    /**
     * The files of a route, wherever it stands in its pipeline.
     *
     * @throws IllegalArgumentException as {@link RouteFiles#of(Path, String, List)}
     */
    public RouteFiles files(String pipeline, RouteSource route) {
        return here(RouteFiles.of(folder, pipeline, List.of(route.file())));
    }

    private RouteFiles here(RouteFiles files) {
        return environment.map(files::in).orElse(files);
    }

    /** The folder itself. */
    public Path path() {
        return folder;
    }

    /**
     * The pipelines: subfolders that hold route files, but for {@code shared}.
     *
     * @return their names in alphabetical order
     */
    public List<String> pipelines() {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("shared") && !routeFiles(name).isEmpty())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("The routes folder " + folder + " can't be read", e);
        }
    }

    /**
     * The route files of a pipeline.
     *
     * @return files relative to the routes folder, in alphabetical order; empty if there is no such pipeline
     */
    public List<String> routeFiles(String pipeline) {
        Path directory = folder.resolve(pipeline);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".camel.yaml"))
                    .sorted()
                    .map(name -> pipeline + "/" + name)
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("The folder " + directory + " can't be read", e);
        }
    }

    /**
     * The routes of a pipeline that run on this machine, whose environment may override properties.
     *
     * @return every route in its files whose precondition holds
     * @throws FindingsException if a file can't be loaded, or a precondition can't be told
     */
    public List<RouteSource> routes(String pipeline) {
        return routeFiles(pipeline).stream()
                .flatMap(file -> load(file).sources(file).stream())
                .filter(route -> Preconditions.hold(this, route, context -> {}))
                .toList();
    }

    /**
     * Whether a route is there where this folder is deployed.
     *
     * @throws FindingsException if its precondition can't be told
     */
    public boolean deploys(RouteSource route) {
        return Preconditions.hold(this, route, Settings.DEPLOYED);
    }

    /**
     * What a file holds.
     *
     * @param routes its routes
     * @param configurations how many route configurations it holds
     */
    record Loaded(List<RouteDefinition> routes, int configurations) {

        List<RouteSource> sources(String file) {
            return routes.stream()
                    .map(route -> new RouteSource(
                            route.getRouteId(),
                            file,
                            route.getInput().getLineNumber(),
                            route.getInput().getEndpointUri(),
                            Objects.requireNonNullElse(route.getPrecondition(), "")))
                    .toList();
        }
    }

    /**
     * Loads a file.
     *
     * @return what it holds, not started
     * @throws FindingsException if it can't be loaded
     */
    Loaded load(String file) {
        try (DefaultCamelContext context = new DefaultCamelContext(false)) {
            classPath.install(context);
            context.setSourceLocationEnabled(true);
            context.build();
            Resource resource = PluginHelper.getResourceLoader(context).resolveResource("file:" + folder.resolve(file));
            PluginHelper.getRoutesLoader(context).loadRoutes(resource);
            for (RouteDefinition route : context.getRouteDefinitions()) {
                if (route.getInput() == null) {
                    throw new FindingsException(List.of(new Finding(
                            file,
                            Math.max(1, route.getLineNumber()),
                            "The route has no \"from\", so nothing starts it.")));
                }
                SourceKamelets.expand(context, route, folder);
                RouteIds.complete(route, folder);
            }
            return new Loaded(
                    List.copyOf(context.getRouteDefinitions()),
                    context.getRouteConfigurationDefinitions().size());
        } catch (FindingsException e) {
            throw e;
        } catch (Exception e) {
            throw new FindingsException(List.of(LoadFailure.finding(this, file, e)));
        }
    }

    /**
     * Finds the line of a text.
     *
     * @param from where to begin, 1-based
     * @return the first line at or after {@code from} that holds it; else {@code from}
     */
    int lineWith(String file, String text, int from) {
        return lineThat(file, from, line -> line.contains(text));
    }

    /**
     * Finds the line of a key. Camel tells only where the step begins that the key belongs to.
     *
     * @param from the line of the step, 1-based
     * @return the first line at or after {@code from} that has the key; else {@code from}
     */
    int lineOf(String file, String key, int from) {
        // At the beginning of a line, or in braces.
        Pattern pattern = Pattern.compile("(^|[{,])[\\s-]*[\"']?" + Pattern.quote(key) + "[\"']?\\s*:");
        return lineThat(file, from, line -> pattern.matcher(line).find());
    }

    /**
     * Finds the property that holds a value, or an ARN that ends with it.
     *
     * @param file a file of properties, relative to the routes folder
     * @return its line, 1-based; 0 if there is none
     */
    int lineOfValue(String file, String value) {
        Pattern pattern = Pattern.compile("\\s*[^#!\\s].*?\\s*[=:]\\s*(arn:.*[:/])?" + Pattern.quote(value) + "\\s*");
        return Files.isRegularFile(folder.resolve(file))
                ? Math.max(0, lineThat(file, 0, line -> pattern.matcher(line).matches()))
                : 0;
    }

    /**
     * Finds a property.
     *
     * @param file a file of properties, relative to the routes folder
     * @return its line, 1-based; 0 if there is none
     */
    int lineOfProperty(String file, String name) {
        Pattern pattern = Pattern.compile("\\s*" + Pattern.quote(name) + "\\s*([=:\\s].*)?");
        return lineThat(file, 0, line -> pattern.matcher(line).matches());
    }

    private int lineThat(String file, int from, Predicate<String> wanted) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(file));
            for (int i = Math.max(0, from - 1); i < lines.size(); i++) {
                if (wanted.test(lines.get(i))) {
                    return i + 1;
                }
            }
            return from;
        } catch (IOException e) {
            return from;
        }
    }
}
