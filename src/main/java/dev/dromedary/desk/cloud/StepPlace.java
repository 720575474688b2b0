package dev.dromedary.desk.cloud;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.apache.camel.NamedNode;
import org.apache.camel.model.ToDefinition;

/**
 * A step of a route, as people find it.
 *
 * @param file relative to the routes folder, such as {@code health/ingest.camel.yaml}
 * @param line 1-based; less if nobody knows it
 * @param step an endpoint without its options, such as {@code records:write}; else the kind of step
 */
public record StepPlace(String file, int line, String step) implements Comparable<StepPlace> {

    private static final Comparator<StepPlace> ORDER =
            Comparator.comparing(StepPlace::file).thenComparing(StepPlace::line).thenComparing(StepPlace::step);

    /** Where a step stands; empty if it stands in no file. */
    public static Optional<StepPlace> of(NamedNode node) {
        return Optional.ofNullable(node.getLocation())
                .map(location -> new StepPlace(fileOf(location), node.getLineNumber(), nameOf(node)));
    }

    /** What a step is called, wherever it stands. */
    public static String nameOf(NamedNode node) {
        return node instanceof ToDefinition to
                ? to.getUri().replaceFirst("\\?.*", "").replace("://", ":")
                : node.getShortName();
    }

    /** With its folder, as findings name it. */
    private static String fileOf(String location) {
        Path path = Path.of(location.replaceFirst("^file:", ""));
        return path.getNameCount() < 2
                ? path.toString()
                : path.subpath(path.getNameCount() - 2, path.getNameCount())
                        .toString()
                        .replace('\\', '/');
    }

    /** Such as {@code health/ingest.camel.yaml:57}. */
    public String place() {
        return file + (line < 1 ? "" : ":" + line);
    }

    @Override
    public int compareTo(StepPlace other) {
        return ORDER.compare(this, other);
    }
}
