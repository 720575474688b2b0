package dev.dromedary.desk.repository;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes a repository of one's own: a pipeline with sample and tests, an environment, a workflow, settings of editors. */
public final class NewRepository {

    /** It begins the names of buckets, which have 63 characters at most with what an environment adds. */
    private static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

    private static final int LONGEST = 20;

    private NewRepository() {}

    /**
     * Makes one.
     *
     * @param folder empty, but for what Git has there, or not there yet; its name is the repository's
     * @param home of the running Dromedary
     * @param version of the running Dromedary
     * @return the files that were written, relative to the folder
     * @throws RepositoryException if the folder is not empty, or its name is none; nothing is written then
     * @throws IOException if it can't be written
     */
    public static List<String> make(Path folder, Home home, String version) throws IOException {
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        if (!name.matches(NAME) || name.length() > LONGEST) {
            throw new RepositoryException(
                    "\"" + name + "\" can't be the name of a repository: it begins the names of buckets, so it is"
                            + " lower-case letters, digits and single hyphens, begins with a letter, and has " + LONGEST
                            + " characters at most.");
        }
        requireEmpty(folder);
        Map<String, String> values = Map.of("name", name, "version", version);
        List<String> written = new ArrayList<>();
        for (Map.Entry<String, String> file : Template.index().entrySet()) {
            write(folder, file.getValue(), Template.filled(file.getKey(), values), written);
        }
        for (Map.Entry<String, String> schema : EditorSchemas.all().entrySet()) {
            write(folder, "schemas/" + schema.getKey(), schema.getValue(), written);
        }
        if (!folder.resolve("dromedary").toFile().setExecutable(true)) {
            throw new IOException(folder.resolve("dromedary") + " can't be made executable");
        }
        new Repository(folder).prepare(home, version);
        return written;
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new RepositoryException(folder + " is a file; name a folder that is empty or not there yet.");
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.anyMatch(entry -> !entry.getFileName().toString().equals(".git"))) {
                    throw new RepositoryException(
                            "The folder " + folder + " is not empty; name one that is empty or not there yet.");
                }
            }
        }
    }

    private static void write(Path folder, String name, String text, List<String> written) throws IOException {
        // cmd.exe reads files with LF alone wrongly, now and then.
        Template.write(folder.resolve(name), name.endsWith(".cmd") ? text.replace("\n", "\r\n") : text);
        written.add(name);
    }
}
