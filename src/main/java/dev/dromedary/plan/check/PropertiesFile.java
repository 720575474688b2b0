package dev.dromedary.plan.check;

import dev.dromedary.plan.Environments;
import dev.dromedary.plan.Suggestion;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of properties.
 *
 * @param file the file
 * @param values values by name
 */
record PropertiesFile(SourceFile file, Properties values) {

    /** {@code {{name}}}, {@code {{name:default}}}, {@code {{?name}}}, and functions such as {@code {{env:NAME}}}. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)([^{}:?!]+)(:[^{}]*)?}}");

    private static final Pattern ENVIRONMENT = Pattern.compile(".*\\.([^./]+)\\.properties");

    /** The properties of the pipelines, and after them those of the environment, which win. */
    static List<PropertiesFile> all(RoutesText routes) {
        Stream<SourceFile> shared = routes.files().values().stream().filter(PropertiesFile::isOfAll);
        Stream<SourceFile> own = routes.files().values().stream().filter(file -> Environments.of(file.name())
                .filter(name -> routes.folder().environment().equals(Optional.of(name)))
                .isPresent());
        return Stream.concat(shared, own).map(PropertiesFile::of).toList();
    }

    /** Whether it holds in every environment. */
    static boolean isOfAll(SourceFile file) {
        return file.name().equals(file.folder() + "/" + file.folder() + ".properties");
    }

    /** Why nobody reads a file of properties, and what to do; empty if somebody does. */
    static Optional<String> whyUnread(SourceFile file, RoutesText routes) {
        String folder = file.folder().isEmpty() ? "PIPELINE" : file.folder();
        String beginning = folder + "/" + folder + ".";
        Matcher environment = ENVIRONMENT.matcher(file.name());
        if (!isOfAll(file) && Environments.of(file.name()).isEmpty()) {
            String name = environment.matches() ? environment.group(1) : "ENVIRONMENT";
            return Optional.of(
                    file.name().equals(beginning + name + ".properties")
                            ? "\"" + name
                                    + "\" is no environment; its name is 1 to 10 lower-case letters and digits, and"
                                    + " begins with a letter."
                            : "the properties of a pipeline stand in " + beginning
                                    + "properties, and those of one environment in " + beginning + name
                                    + ".properties.");
        }
        return folder.equals("shared") || !routes.folder().routeFiles(folder).isEmpty()
                ? Optional.empty()
                : Optional.of("there is no pipeline \"" + folder + "\", as its folder holds no route."
                        + Suggestion.among(routes.folder().pipelines(), folder));
    }

    private static PropertiesFile of(SourceFile file) {
        Properties values = new Properties();
        try {
            values.load(new StringReader(file.text()));
        } catch (IOException | IllegalArgumentException e) {
            // What could be read is there; half an escape of a character ends it.
            return new PropertiesFile(file, values);
        }
        return new PropertiesFile(file, values);
    }

    /** The line that sets a property, 1-based. */
    int line(String name) {
        List<String> lines = file.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).stripLeading();
            if (line.startsWith(name) && line.substring(name.length()).matches("(\\s*[=:].*|\\s.*|)")) {
                return i + 1;
            }
        }
        return 1;
    }
}
