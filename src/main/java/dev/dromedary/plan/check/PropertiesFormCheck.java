package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Looks at how properties are written: whether Java can read them, and whether one is set twice in a file. */
final class PropertiesFormCheck implements Check {

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        routes.files().values().stream()
                .filter(file -> file.name().endsWith(".properties"))
                .forEach(file -> check(file, findings));
    }

    private static void check(SourceFile file, List<Finding> findings) {
        Map<String, Integer> set = new HashMap<>();
        List<String> lines = file.text().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int line = i + 1;
            StringBuilder logical = new StringBuilder(lines.get(i));
            while (goesOn(logical) && i + 1 < lines.size()) {
                logical.append('\n').append(lines.get(++i));
            }
            try {
                for (String name : read(logical.toString()).stringPropertyNames()) {
                    Integer before = set.put(name, line);
                    if (before != null) {
                        findings.add(new Finding(
                                file.name(),
                                line,
                                1,
                                Finding.Severity.WARNING,
                                "The property " + name + " is set in line " + before
                                        + " already, which counts no longer; remove one of them."));
                    }
                }
            } catch (IllegalArgumentException e) {
                findings.add(
                        file.finding(
                                line,
                                1,
                                "\\u",
                                "After \\u stand the four digits of a character, such as \\u00e9; write \\\\ for a backslash."));
            }
        }
    }

    /** Whether the next line belongs to the property: a comment ends with its line. */
    private static boolean goesOn(CharSequence logical) {
        String text = logical.toString();
        String begins = text.stripLeading();
        int backslashes = text.length() - text.replaceFirst("\\\\+$", "").length();
        return !begins.startsWith("#") && !begins.startsWith("!") && backslashes % 2 == 1;
    }

    private static Properties read(String line) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
