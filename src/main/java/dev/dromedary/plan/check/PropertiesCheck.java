package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.EnvironmentPlaceholder;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import dev.dromedary.plan.cost.Prices;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.support.PatternHelper;

/** Properties that nobody defines, and, as a warning, those that nobody reads. */
final class PropertiesCheck implements Check {

    /** What is read beside a property that is read, or by its name: tables, queues, what exists already, samples, volumes, alarms. */
    private static final Pattern READ_BY_NAME = Pattern.compile(
            ".*\\.(table|table\\.(key|indexes|expires)|kms-key|external|samples|queue|queue-url|dead-letter-queue"
                    + "|settings|thresholds\\..+)|[a-z0-9]+\\.cost\\..+");

    /** What may be there in one environment alone: what exists already there, a key, thresholds, volumes. */
    private static final Pattern OF_ONE_ENVIRONMENT = Pattern.compile(
            "(.*\\.)?(table\\.(indexes|expires)|kms-key|external|samples|dead-letter-queue|(thresholds|cost)\\..+)");

    /** People may write of placeholders. */
    private static final Set<String> PROSE = Set.of("description", "note");

    /** A name that another placeholder is a part of. */
    private static final Pattern NESTED = Pattern.compile("\\{\\{\\??([^{}]*)\\{\\{[^{}]*}}([^{}]*)}}");
    /** The functions of Simple that read properties. */
    private static final Pattern SIMPLE = Pattern.compile("\\$\\{properties(Exist)?:(!?)([^:}!]+)(:[^}]*)?}");

    private final Set<String> product;

    PropertiesCheck() {
        Properties own = new Properties();
        try (InputStream in = PropertiesCheck.class.getResourceAsStream("/application.properties")) {
            own.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("application.properties can't be read", e);
        }
        product = new TreeSet<>(own.stringPropertyNames());
        // Set by the start itself.
        product.add("dromedary.routes");
    }

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        List<PropertiesFile> files = PropertiesFile.all(routes);
        routes.files().values().stream()
                .filter(file ->
                        file.name().endsWith(".properties") && !file.name().equals(Prices.FILE))
                .forEach(file -> PropertiesFile.whyUnread(file, routes)
                        .ifPresent(
                                why -> findings.add(new Finding(file.name(), 1, 1, "The file is not read: " + why))));
        Set<String> defined = new TreeSet<>(product);
        files.forEach(file -> defined.addAll(file.values().stringPropertyNames()));
        Set<String> read = new HashSet<>();
        for (SourceFile file : routes.files().values()) {
            if (file.name().endsWith(RoutesText.ROUTE) && file.root().isPresent()) {
                Set<String> known = new TreeSet<>(defined);
                known.addAll(parameters(routes, file));
                file.root()
                        .orElseThrow()
                        .texts(PROSE)
                        .forEach(value -> placeholders(
                                value.text(),
                                file.folder(),
                                known,
                                read,
                                (part, message) -> file.finding(value, part, message),
                                findings));
            } else if (file.name().endsWith(DocumentsCheck.MAPPING)) {
                placeholders(
                        file.text(),
                        file.folder(),
                        defined,
                        read,
                        (part, message) -> file.finding(1, 1, part, message),
                        findings);
            } else if (!file.name().endsWith(".properties")) {
                // Templates, queries and schemas; what they write in braces may be no property.
                placeholders(
                        file.text(),
                        file.folder(),
                        Set.of(),
                        read,
                        (part, message) -> new Finding(file.name(), 1, message),
                        new ArrayList<>());
            }
        }
        for (PropertiesFile file : files) {
            file.values().stringPropertyNames().stream().sorted().forEach(name -> {
                int line = file.line(name);
                Set<String> others = new TreeSet<>(defined);
                others.remove(name);
                placeholders(
                        file.values().getProperty(name),
                        file.file().folder(),
                        others,
                        read,
                        (part, message) -> file.file().finding(line, 1, part, message),
                        findings);
            });
        }
        for (PropertiesFile file : files) {
            if (PropertiesFile.isOfAll(file.file())) {
                unread(file, read, findings);
            } else {
                added(file, files, read, findings);
            }
        }
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

    /** Finds the place of a part of a text that is wrong. */
    private interface Place {
        Finding of(String part, String message);
    }

    private static void placeholders(
            String text, String folder, Set<String> known, Set<String> read, Place place, List<Finding> findings) {
        Matcher nested = NESTED.matcher(text);
        while (nested.find()) {
            // Which one it is is known only when the inner one is.
            read.add(nested.group(1) + "*" + nested.group(2));
        }
        Matcher simple = SIMPLE.matcher(text);
        while (simple.find()) {
            read.add(simple.group(3));
            boolean optional = simple.group(1) != null || !simple.group(2).isEmpty() || simple.group(4) != null;
            if (!optional && !known.contains(simple.group(3))) {
                findings.add(place.of(simple.group(), undefined(known, simple.group(3))));
            }
        }
        Matcher placeholder = PropertiesFile.PLACEHOLDER.matcher(text);
        while (placeholder.find()) {
            String name = placeholder.group(2).strip();
            Optional<String> variable = name.equals("env") && placeholder.group(3) != null
                    ? EnvironmentPlaceholder.propertyOf(
                            placeholder.group(3).substring(1).replaceFirst(":.*", ""))
                    : Optional.empty();
            if (variable.isPresent()) {
                read.add(variable.get());
                boolean needed = placeholder.group(3).lastIndexOf(':') == 0;
                if (needed && !known.contains(variable.get())) {
                    findings.add(place.of(
                            placeholder.group(),
                            placeholder.group() + " is the property " + variable.get()
                                    + " in a function, and nobody defines it; set it in the pipeline's properties."));
                }
                continue;
            }
            read.add(name);
            if (placeholder.group(3) != null && !known.contains(name)) {
                String rest = placeholder.group(3).substring(1);
                PlaceholderFunctions.secretProperty(name, placeholder.group(3)).ifPresent(read::add);
                PlaceholderFunctions.fault(name, rest, folder)
                        .ifPresent(fault -> findings.add(place.of(placeholder.group(), fault)));
                PlaceholderFunctions.doubt(name, rest)
                        .ifPresent(doubt -> findings.add(
                                place.of(placeholder.group(), doubt).asWarning()));
            }
            boolean optional = !placeholder.group(1).isEmpty() || placeholder.group(3) != null;
            if (!optional && !known.contains(name)) {
                findings.add(place.of(placeholder.group(), undefined(known, name)));
            }
        }
    }

    private static String undefined(Set<String> known, String name) {
        return "Nobody defines the property \"" + name + "\"; set it in the pipeline's properties."
                + Suggestion.among(known, name);
    }

    private static boolean isRead(Set<String> read, String name) {
        return read.contains(name)
                || read.stream().anyMatch(each -> each.contains("*") && PatternHelper.matchPattern(name, regex(each)));
    }

    private static String regex(String name) {
        return Pattern.quote(name).replace("*", "\\E.*\\Q");
    }

    private void unread(PropertiesFile file, Set<String> read, List<Finding> findings) {
        for (String name : new TreeSet<>(file.values().stringPropertyNames())) {
            if (!isRead(read, name)
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

    /** What an environment sets is there for all environments; else it is most often a mistake in writing. */
    private void added(PropertiesFile own, List<PropertiesFile> files, Set<String> read, List<Finding> findings) {
        Set<String> everywhere = new TreeSet<>(product);
        files.stream()
                .filter(file -> PropertiesFile.isOfAll(file.file()))
                .forEach(file -> everywhere.addAll(file.values().stringPropertyNames()));
        for (String name : new TreeSet<>(own.values().stringPropertyNames())) {
            if (!everywhere.contains(name) && !OF_ONE_ENVIRONMENT.matcher(name).matches()) {
                Finding finding = new Finding(
                        own.file().name(),
                        own.line(name),
                        1,
                        "Nobody defines the property \"" + name + "\" for other environments; set it in "
                                + own.file().folder() + "/" + own.file().folder() + ".properties, too."
                                + Suggestion.among(everywhere, name));
                // With a default where it is read it does no harm.
                findings.add(isRead(read, name) ? finding.asWarning() : finding);
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
