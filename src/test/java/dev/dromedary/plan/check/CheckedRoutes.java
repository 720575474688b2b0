package dev.dromedary.plan.check;

import dev.dromedary.Shipped;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A copy of the shipped routes, in which a test makes a mistake. */
record CheckedRoutes(Path folder) {

    static final Path SHIPPED = Shipped.ROUTES;

    static CheckedRoutes in(Path folder) throws IOException {
        return copy(folder, "");
    }

    /** Only the pipeline of a file, and what is shared, which takes less time. */
    static CheckedRoutes withPipelineOf(String file, Path folder) throws IOException {
        String pipeline = file.startsWith("shared/") ? "health/" : file.substring(0, file.indexOf('/') + 1);
        copy(folder, "shared/");
        return copy(folder, pipeline);
    }

    private static CheckedRoutes copy(Path folder, String beginning) throws IOException {
        for (Path file : Shipped.files(SHIPPED)) {
            if (SHIPPED.relativize(file).toString().startsWith(beginning)) {
                Path copy = folder.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new CheckedRoutes(folder);
    }

    /** The first place is changed; an empty text is the whole file. */
    CheckedRoutes replace(String file, String old, String fresh) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        if (old.isEmpty()) {
            Files.writeString(path, fresh);
            return this;
        }
        String text = Files.readString(path);
        int place = text.indexOf(old);
        if (place < 0) {
            throw new IllegalArgumentException(file + " does not hold " + old);
        }
        Files.writeString(path, text.substring(0, place) + fresh + text.substring(place + old.length()));
        return this;
    }

    List<Finding> check(RoutesCheck check) throws IOException {
        return check.check(new RoutesFolder(folder));
    }
}
