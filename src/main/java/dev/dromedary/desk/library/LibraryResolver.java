package dev.dromedary.desk.library;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.eclipse.aether.util.filter.DependencyFilterUtils;
import org.eclipse.aether.util.graph.selector.AndDependencySelector;

/** Resolves what a repository adds, with Maven's own resolver: its caches, its mirrors, its rules. Needs no Maven. */
final class LibraryResolver {

    private final FunctionLibraries functions;
    private final Path home;
    private final Map<String, String> environment;

    /**
     * For a user.
     *
     * @param home the user's folder, in which Maven's is
     * @param environment of the process
     */
    LibraryResolver(FunctionLibraries functions, Path home, Map<String, String> environment) {
        this.functions = functions;
        this.home = home;
        this.environment = environment;
    }

    /**
     * Resolves libraries and all that they need, but what functions hold.
     *
     * @throws LibraryException if one is not to be had, or needs what is too new for what functions hold
     */
    AddedLibraries resolve(List<Coordinates> wanted) {
        Set<String> notes = new LinkedHashSet<>();
        List<Dependency> asked = new ArrayList<>();
        for (Coordinates each : wanted) {
            if (functions.held(each.group(), each.artifact()).isPresent()) {
                notes.add(asked(each));
            } else {
                asked.add(new Dependency(
                        new DefaultArtifact(each.group(), each.artifact(), "jar", each.version()), "compile"));
            }
        }
        if (asked.isEmpty()) {
            return new AddedLibraries(List.of(), List.copyOf(notes));
        }
        Managed managed =
                new Managed(functions, wanted.stream().map(Coordinates::key).collect(Collectors.toSet()));
        List<ArtifactResult> results = resolve(asked, managed);
        managed.held().forEach(each -> HeldVersions.note(each, functions).ifPresent(notes::add));
        return new AddedLibraries(
                results.stream()
                        .map(ArtifactResult::getArtifact)
                        .map(LibraryResolver::library)
                        .toList(),
                List.copyOf(notes));
    }

    private String asked(Coordinates wanted) {
        String held = functions.held(wanted.group(), wanted.artifact()).orElseThrow();
        if (!held.equals(wanted.version())) {
            throw new LibraryException("Every function holds " + wanted.key() + " in version " + held + ", so " + wanted
                    + " can't be added; take that one.");
        }
        return wanted + " is in every function; it need not be added.";
    }

    private List<ArtifactResult> resolve(List<Dependency> asked, Managed managed) {
        RepositorySystem system = new RepositorySystemSupplier().get();
        MavenSession maven = new MavenSession(home, environment);
        DefaultRepositorySystemSession session = maven.open(system);
        session.setDependencyManager(managed.manager());
        session.setDependencySelector(new AndDependencySelector(session.getDependencySelector(), managed.selector()));
        List<RemoteRepository> repositories = maven.repositories(system, session);
        CollectRequest collecting = new CollectRequest(asked, List.of(), repositories);
        try {
            return system.resolveDependencies(
                            session,
                            new DependencyRequest(
                                    collecting, DependencyFilterUtils.classpathFilter("compile", "runtime")))
                    .getArtifactResults();
        } catch (DependencyResolutionException e) {
            throw new LibraryException(missing(e, asked, repositories, session.isOffline()));
        } finally {
            system.shutdown();
        }
    }

    private static String missing(
            DependencyResolutionException failure,
            List<Dependency> asked,
            List<RemoteRepository> repositories,
            boolean offline) {
        String names = failure.getCause() instanceof DependencyCollectionException collecting
                        && collecting.getResult() != null
                        && !collecting.getResult().getExceptions().isEmpty()
                ? asked.stream().map(each -> named(each.getArtifact())).collect(Collectors.joining(", "))
                : failure.getResult().getArtifactResults().stream()
                        .filter(each -> !each.isResolved())
                        .map(each -> named(each.getRequest().getArtifact()))
                        .collect(Collectors.joining(", "));
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return (names.isEmpty()
                        ? asked.stream().map(each -> named(each.getArtifact())).collect(Collectors.joining(", "))
                        : names)
                + (offline
                        ? " is not in the local Maven repository, and Maven's settings say offline."
                        : " can't be had from "
                                + repositories.stream()
                                        .map(RemoteRepository::getUrl)
                                        .collect(Collectors.joining(", "))
                                + " ("
                                + String.valueOf(cause.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("")
                                + "); look at its name and version, or let Maven's settings.xml name a repository"
                                + " that has it.");
    }

    private static String named(Artifact artifact) {
        return artifact.getGroupId() + ":" + artifact.getArtifactId() + ":" + artifact.getVersion();
    }

    private static AddedLibraries.Library library(Artifact artifact) {
        return new AddedLibraries.Library(
                named(artifact), artifact.getFile().toPath().toAbsolutePath());
    }
}
