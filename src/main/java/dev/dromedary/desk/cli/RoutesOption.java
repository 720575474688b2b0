package dev.dromedary.desk.cli;

import dev.dromedary.desk.library.AddedLibraries;
import dev.dromedary.desk.library.AddedLibrariesCache;
import dev.dromedary.desk.library.LibraryLoader;
import dev.dromedary.desk.repository.Home;
import dev.dromedary.desk.repository.KnownHomes;
import dev.dromedary.desk.repository.Repository;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    @Option(
            names = "--with",
            paramLabel = "LIBRARY",
            description = {
                "A library more for functions and the desk: camel-http, or GROUP:ARTIFACT:VERSION. Repeatable;",
                "with=… in dromedary.properties is for all commands."
            })
    private List<String> with = new ArrayList<>();

    private AddedLibraries added = AddedLibraries.NONE;

    /**
     * The folder, which need not be there. In a repository of one's own, what comes with Dromedary is there.
     *
     * @throws dev.dromedary.desk.repository.RepositoryException if it is made for another version
     */
    Path path() {
        if (Files.isDirectory(routes)) {
            List<String> libraries = new ArrayList<>(with);
            Repository.of(routes).ifPresent(repository -> {
                repository.prepare(Home.require(), Home.version());
                libraries.addAll(repository.libraries());
            });
            add(libraries);
        }
        return routes;
    }

    /** What the repository and the command line add to functions; known once the folder is. */
    AddedLibraries added() {
        return added;
    }

    /** From here on Camel finds them, in this thread and those that it starts; {@link Dromedary#execute} ends that. */
    private void add(List<String> libraries) {
        if (libraries.isEmpty() || !added.equals(AddedLibraries.NONE)) {
            return;
        }
        try {
            added = new AddedLibrariesCache(
                            KnownHomes.cache(System.getenv()),
                            Path.of(System.getProperty("user.home")),
                            System.getenv())
                    .of(libraries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(LibraryLoader.of(added, thread.getContextClassLoader()));
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
