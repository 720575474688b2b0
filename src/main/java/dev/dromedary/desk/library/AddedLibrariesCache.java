package dev.dromedary.desk.library;

import dev.dromedary.function.records.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers where the libraries are that a list of names comes to, as every command needs them at its start. */
public final class AddedLibrariesCache {

    private static final String LIBRARY = "library\t";
    private static final String NOTE = "note\t";

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment;

    /**
     * In a folder.
     *
     * @param folder of the cache, which need not be there
     * @param home the user's folder, in which Maven's is
     * @param environment of the process
     */
    public AddedLibrariesCache(Path folder, Path home, Map<String, String> environment) {
        this.folder = folder;
        this.home = home;
        this.environment = environment;
    }

    /**
     * The libraries, resolved if they were not or are gone.
     *
     * @param names as a user writes them, such as {@code camel-http} or {@code org.postgresql:postgresql:42.7.8}
     * @throws LibraryException if one is not to be had, or does not go with what functions hold
     * @throws IOException if the cache can't be read or written
     */
    public AddedLibraries of(List<String> names) throws IOException {
        if (names.isEmpty()) {
            return AddedLibraries.NONE;
        }
        FunctionLibraries functions = FunctionLibraries.read();
        List<Coordinates> wanted = names.stream()
                .map(name -> Coordinates.parse(name, functions))
                .distinct()
                .toList();
        Path file = folder.resolve("libraries").resolve(hash(wanted + "\n" + functions) + ".txt");
        Optional<AddedLibraries> known = known(file);
        if (known.isPresent()) {
            return known.get();
        }
        AddedLibraries added = new LibraryResolver(functions, home, environment).resolve(wanted);
        List<String> lines = new ArrayList<>();
        added.libraries().forEach(library -> lines.add(LIBRARY + library.name() + "\t" + library.file()));
        added.notes().forEach(note -> lines.add(NOTE + note));
        Files.createDirectories(file.getParent());
        Path unfinished = Files.createTempFile(file.getParent(), "libraries", ".unfinished");
        Files.write(unfinished, lines);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        return added;
    }

    private static Optional<AddedLibraries> known(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        List<AddedLibraries.Library> libraries = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t");
            if (line.startsWith(NOTE)) {
                notes.add(parts[1]);
            } else {
                libraries.add(new AddedLibraries.Library(parts[1], Path.of(parts[2])));
            }
        }
        return libraries.stream().allMatch(library -> Files.isRegularFile(library.file()))
                ? Optional.of(new AddedLibraries(libraries, notes))
                : Optional.empty();
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)), 0, 16);
    }
}
