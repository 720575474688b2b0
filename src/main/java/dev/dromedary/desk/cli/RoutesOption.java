package dev.dromedary.desk.cli;

import dev.dromedary.desk.repository.Home;
import dev.dromedary.desk.repository.Repository;
import dev.dromedary.plan.RoutesFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option by which commands find the routes folder. */
final class RoutesOption {

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            defaultValue = "routes",
            description = "The routes folder. Default: ${DEFAULT-VALUE}.")
    private Path routes;

    /**
     * The folder, which need not be there. In a repository of one's own, what comes with Dromedary is there.
     *
     * @throws dev.dromedary.desk.repository.RepositoryException if it is made for another version
     */
    Path path() {
        if (Files.isDirectory(routes)) {
            Repository.of(routes).ifPresent(repository -> repository.prepare(Home.require(), Home.version()));
        }
        return routes;
    }

    /** @throws UsageException if there is no such folder */
    Path existing() {
        return requireFolder(path());
    }

    private static Path requireFolder(Path routes) {
        if (!Files.isDirectory(routes)) {
            throw new UsageException("There is no routes folder " + routes
                    + "; run this in a project's folder, or make one with dromedary new.");
        }
        return routes;
    }

    /** @throws UsageException if there is no such folder, or no pipeline of that name in it */
    static RoutesFolder requirePipeline(Path routes, String name) {
        RoutesFolder folder = new RoutesFolder(requireFolder(routes));
        List<String> pipelines = folder.pipelines();
        if (!pipelines.contains(name)) {
            throw new UsageException("There is no pipeline \"" + name + "\" in " + routes + "; "
                    + (pipelines.isEmpty()
                            ? "no folder there holds a *.camel.yaml file."
                            : "there is " + String.join(", ", pipelines) + "."));
        }
        return folder;
    }
}
