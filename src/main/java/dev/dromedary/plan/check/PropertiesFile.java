package dev.dromedary.plan.check;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * A file of properties.
 *
 * @param file the file
 * @param values values by name
 */
record PropertiesFile(SourceFile file, Properties values) {

    /** {@code {{name}}}, {@code {{name:default}}}, {@code {{?name}}}, and functions such as {@code {{env:NAME}}}. */
    static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\??)([^{}:?!]+)(:[^{}]*)?}}");

    /** The properties of the pipelines: others are read by nobody. */
    static List<PropertiesFile> all(RoutesText routes) {
        return routes.files().values().stream()
                .filter(PropertiesFile::isRead)
                .map(PropertiesFile::of)
                .toList();
    }

    static boolean isRead(SourceFile file) {
        return file.name().equals(file.folder() + "/" + file.folder() + ".properties");
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
