package dev.dromedary.desk.library;

import java.nio.file.Path;
import java.util.List;

/**
 * What a repository adds to its functions, with all that it needs and functions do not hold.
 *
 * @param libraries in the order in which Maven found them
 * @param notes what a user should know, a sentence each: where functions hold an older version than is asked for
 */
public record AddedLibraries(List<Library> libraries, List<String> notes) {

    /** None. */
    public static final AddedLibraries NONE = new AddedLibraries(List.of(), List.of());

    /**
     * A library.
     *
     * @param name group, artifact and version, such as {@code org.apache.camel:camel-http:4.17.0}
     * @param file its jar, in the local Maven repository
     */
    public record Library(String name, Path file) {

        /** The name of its jar in a zip; with the group, as artifacts of two groups may be called the same. */
        public String entry() {
            String[] parts = name.split(":");
            return parts[0] + "." + parts[1] + "-" + parts[2] + ".jar";
        }
    }
}
