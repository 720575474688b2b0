package dev.dromedary.desk.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.DependencyCollectionContext;
import org.eclipse.aether.collection.DependencyManagement;
import org.eclipse.aether.collection.DependencyManager;
import org.eclipse.aether.collection.DependencySelector;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.util.graph.manager.ClassicDependencyManager;

/** Holds what is resolved to what functions hold: their versions win, and nothing is resolved that they hold. */
final class Managed {

    /**
     * HTTP clients of the AWS SDK, unless they are asked for: functions have another one, and of two the SDK refuses to choose.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "software.amazon.awssdk:apache-client",
            "software.amazon.awssdk:netty-nio-client",
            "software.amazon.awssdk:aws-crt-client");

    private final FunctionLibraries functions;
    private final Set<String> asked;
    private final ConcurrentLinkedQueue<Coordinates> held = new ConcurrentLinkedQueue<>();

    /** @param asked groups and artifacts that are asked for by name */
    Managed(FunctionLibraries functions, Set<String> asked) {
        this.functions = functions;
        this.asked = asked;
    }

    /** What was asked for, and functions hold, maybe in another version. */
    List<Coordinates> held() {
        return new ArrayList<>(held);
    }

    DependencySelector selector() {
        return new DependencySelector() {
            @Override
            public boolean selectDependency(Dependency dependency) {
                Artifact artifact = dependency.getArtifact();
                String key = artifact.getGroupId() + ":" + artifact.getArtifactId();
                if (LEFT_OUT.contains(key) && !asked.contains(key)) {
                    return false;
                }
                if (functions
                        .held(artifact.getGroupId(), artifact.getArtifactId())
                        .isEmpty()) {
                    return true;
                }
                if (!dependency.isOptional()) {
                    held.add(new Coordinates(artifact.getGroupId(), artifact.getArtifactId(), artifact.getVersion()));
                }
                return false;
            }

            @Override
            public DependencySelector deriveChildSelector(DependencyCollectionContext context) {
                return this;
            }
        };
    }

    DependencyManager manager() {
        return new Rules(new ClassicDependencyManager());
    }

    /** Maven's own rules, and after them the versions that go with what functions hold. */
    private final class Rules implements DependencyManager {

        private final DependencyManager maven;

        Rules(DependencyManager maven) {
            this.maven = maven;
        }

        @Override
        public DependencyManagement manageDependency(Dependency dependency) {
            DependencyManagement management = maven.manageDependency(dependency);
            Artifact artifact = dependency.getArtifact();
            Optional<String> version = functions
                    .wanted(artifact.getGroupId(), artifact.getArtifactId())
                    // What functions hold is left out, and how it was asked for is looked at.
                    .filter(wanted -> functions
                            .held(artifact.getGroupId(), artifact.getArtifactId())
                            .isEmpty());
            if (version.isEmpty()) {
                return management;
            }
            DependencyManagement own = management == null ? new DependencyManagement() : management;
            own.setVersion(version.get());
            return own;
        }

        @Override
        public DependencyManager deriveChildManager(DependencyCollectionContext context) {
            return new Rules(maven.deriveChildManager(context));
        }
    }
}
