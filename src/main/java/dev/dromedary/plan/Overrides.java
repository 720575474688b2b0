package dev.dromedary.plan;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an environment's properties files set. A mistake that only they make is told where they make it, and not where the
 * property is read.
 */
public final class Overrides {

    private final RoutesFolder folder;
    private final List<Property> properties = new ArrayList<>();

    /** A property that a file of the environment sets. */
    private record Property(String name, String value, String file, int line) {

        boolean isNamed(String text) {
            return Pattern.compile("\\{\\{\\??\\s*" + Pattern.quote(name) + "\\s*[:}]")
                    .matcher(text)
                    .find();
        }

        /** How likely a finding is about it: about its value, and at a line that names it. */
        int weight(Finding finding, String line) {
            boolean told = !value.isBlank()
                    && Pattern.compile("(?<!\\w)" + Pattern.quote(value) + "(?!\\w)")
                            .matcher(finding.message())
                            .find();
            return (told ? 2 : 0) + (isNamed(line) ? 1 : 0);
        }
    }

    private Overrides(RoutesFolder folder) {
        this.folder = folder;
        for (String file : folder.environmentFiles()) {
            Properties values = new Properties();
            try (Reader in = Files.newBufferedReader(folder.path().resolve(file))) {
                values.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("The file " + file + " can't be read", e);
            } catch (IllegalArgumentException e) {
                // Half an escape of a character ends it; what could be read is there.
            }
            values.stringPropertyNames()
                    .forEach(name -> properties.add(
                            new Property(name, values.getProperty(name), file, folder.lineOfProperty(file, name))));
        }
        properties.sort(Comparator.comparing(Property::file).thenComparing(Property::line));
    }

    /**
     * Finds the places of mistakes.
     *
     * @param folder in an environment
     * @param findings what is wrong there
     * @param everywhere what is wrong without its settings, too
     * @return the same findings; those that are new there stand in the environment's files, as far as it can be known
     */
    public static List<Finding> located(RoutesFolder folder, List<Finding> findings, List<Finding> everywhere) {
        Overrides overrides = new Overrides(folder);
        Set<Finding> known = Set.copyOf(everywhere);
        return findings.stream()
                .map(finding -> known.contains(finding) ? finding : overrides.located(finding))
                .toList();
    }

    private Finding located(Finding finding) {
        if (Environments.of(finding.file()).isPresent()) {
            return finding;
        }
        List<String> lines = lines(folder.path().resolve(finding.file()));
        String text = String.join("\n", lines);
        String line = finding.line() < 1 || finding.line() > lines.size() ? "" : lines.get(finding.line() - 1);
        Optional<Property> about = properties.stream()
                .filter(property -> property.isNamed(text))
                // Of several that are as likely, the first.
                .reduce((one, other) -> other.weight(finding, line) > one.weight(finding, line) ? other : one);
        Optional<Property> near = properties.stream()
                .filter(property -> property.file().startsWith(finding.file().replaceFirst("/.*", "/")))
                .findFirst();
        return about.or(() -> near)
                .map(property -> new Finding(
                        property.file(),
                        about.isPresent() ? property.line() : 1,
                        about.isPresent() ? 1 : -1,
                        finding.severity(),
                        finding.message() + " It is read at " + finding.place() + "."))
                .orElse(finding);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
