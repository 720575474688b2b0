package dev.dromedary.check;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Properties that nobody defines, and, as a warning, those that nobody reads. */
final class PropertiesCheck implements Check {

    /** What is read beside a property that is read, or by its name: tables, queues, what exists already, samples. */
    private static final Pattern READ_BY_NAME = Pattern.compile(
            ".*\\.(table|table\\.(key|indexes|expires)|kms-key|external|samples|queue|queue-url|dead-letter-queue)");

    private final Set<String> product;

    PropertiesCheck() {
        Properties own = new Properties();
        try (InputStream in = PropertiesCheck.class.getResourceAsStream("/application.properties")) {
            own.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("application.properties can't be read", e);
        }
        product = own.stringPropertyNames();
    }

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        List<PropertiesFile> files = PropertiesFile.all(routes);
        routes.files().values().stream()
                .filter(file -> file.name().endsWith(".properties") && !PropertiesFile.isRead(file))
                .forEach(file -> findings.add(new Finding(
                        file.name(),
                        1,
                        1,
                        "The file is not read: the properties of a pipeline stand in "
                                + (file.folder().isEmpty() ? "PIPELINE/PIPELINE" : file.folder() + "/" + file.folder())
                                + ".properties.")));
        Set<String> defined = new TreeSet<>(product);
        files.forEach(file -> defined.addAll(file.values().stringPropertyNames()));
        Set<String> read = new HashSet<>();
        for (SourceFile file : routes.files().values()) {
            if (file.name().endsWith(RoutesText.ROUTE) && file.root().isPresent()) {
                Set<String> known = new TreeSet<>(defined);
                known.addAll(parameters(routes, file));
                texts(file.root().get(), file, known, read, findings);
            }
        }
        for (PropertiesFile file : files) {
            file.values().stringPropertyNames().stream().sorted().forEach(name -> {
                int line = file.line(name);
                placeholders(
                        file.values().getProperty(name),
                        defined,
                        read,
                        (part, message) -> findings.add(file.file().finding(line, 1, part, message)));
            });
        }
        files.forEach(file -> unread(file, read, findings));
    }

    /** Of templates of routes: their placeholders are filled in. */
    private static Set<String> parameters(RoutesText routes, SourceFile file) {
        Set<String> names = new TreeSet<>();
        for (Element element : routes.elements()) {
            if (element.type().equals("RouteTemplateParameterDefinition")
                    && element.file().equals(file)) {
                element.option("name").ifPresent(name -> names.add(name.text()));
            }
        }
        return names;
    }

    private void texts(Value value, SourceFile file, Set<String> known, Set<String> read, List<Finding> findings) {
        if (value.isText()) {
            placeholders(
                    value.text(), known, read, (part, message) -> findings.add(file.finding(value, part, message)));
        }
        value.items().forEach(item -> texts(item, file, known, read, findings));
        for (Value.Entry entry : value.entries()) {
            // People may write of placeholders.
            if (!Set.of("description", "note").contains(entry.name())
                    || !entry.value().isText()) {
                texts(entry.value(), file, known, read, findings);
            }
        }
    }

    /** Is told of a part of a text that is wrong. */
    private interface Wrong {
        void at(String part, String message);
    }

    private static void placeholders(String text, Set<String> known, Set<String> read, Wrong wrong) {
        Matcher placeholder = PropertiesFile.PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            String name = placeholder.group(2).strip();
            read.add(name);
            boolean optional = !placeholder.group(1).isEmpty() || placeholder.group(3) != null;
            if (!optional && !known.contains(name)) {
                wrong.at(
                        placeholder.group(),
                        "Nobody defines the property \"" + name + "\"; set it in the pipeline's" + " properties."
                                + Suggestion.among(known, name));
            }
        }
    }

    private void unread(PropertiesFile file, Set<String> read, List<Finding> findings) {
        for (String name : new TreeSet<>(file.values().stringPropertyNames())) {
            if (!read.contains(name)
                    && !product.contains(name)
                    && !READ_BY_NAME.matcher(name).matches()) {
                findings.add(new Finding(
                        file.file().name(),
                        file.line(name),
                        1,
                        Finding.Severity.WARNING,
                        "No route reads the property " + name + "." + Suggestion.among(unknown(read, file), name)));
            }
        }
    }

    /** Names that are read and not defined: the property may be meant for one of them. */
    private static Set<String> unknown(Set<String> read, PropertiesFile file) {
        Set<String> names = new TreeSet<>(read);
        names.removeAll(file.values().stringPropertyNames());
        names.removeIf(name -> !name.startsWith(file.file().folder() + "."));
        return names;
    }
}
