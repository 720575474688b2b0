package dev.dromedary.plan.check;

import dev.dromedary.function.steps.RoutesFile;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Schemas, rules, patterns and templates that options name: whether they are there, and what is wrong in them. */
final class DocumentsCheck implements Check {

    /** What the names of mappings end with. */
    static final String MAPPING = ".mapping.json";

    /** Those that a message may choose between. */
    private static final Set<DocumentKind> CHOSEN =
            Set.of(DocumentKind.RECORD_SCHEMA, DocumentKind.MAPPING, DocumentKind.ANALYSIS);

    private static final Pattern JSON_PLACE = Pattern.compile(":(\\d+):(\\d+): (.*)", Pattern.DOTALL);
    private static final Pattern PATH = Pattern.compile(".*?(?:, |: \\$\\.)([\\w.\\[\\]$-]+): (.*)", Pattern.DOTALL);

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        Map<String, DocumentKind> documents = new TreeMap<>();
        // Also those that no route names yet; the commands validate and generate read them.
        routes.files().keySet().stream()
                .filter(name -> name.endsWith(".schema.json"))
                .forEach(name -> documents.put(
                        name, DocumentKind.ofSchema(routes.files().get(name).text())));
        routes.files().keySet().stream()
                .filter(name -> name.endsWith(MAPPING))
                .forEach(name -> documents.put(name, DocumentKind.MAPPING));
        for (EndpointText endpoint : EndpointText.all(routes.elements())) {
            DocumentKind.BY_OPTION.forEach((place, kind) -> {
                String scheme = place.substring(0, place.indexOf('.'));
                String option = place.substring(place.indexOf('.') + 1);
                if (endpoint.scheme().equals(scheme)) {
                    Optional<EndpointText.Option> named = option.isEmpty()
                            ? Optional.of(new EndpointText.Option(endpoint.path(), endpoint.uri()))
                            : endpoint.option(option);
                    named.filter(file -> CHOSEN.contains(kind) && RoutesFile.isChoice(file.text()))
                            .filter(file -> !file.text().contains("{{"))
                            .ifPresent(file -> choice(routes, endpoint.file(), file, kind, documents, findings));
                    named.filter(DocumentsCheck::isFile).ifPresent(file -> {
                        if (routes.files().containsKey(file.text())) {
                            documents.put(file.text(), kind);
                        } else {
                            findings.add(missing(routes, endpoint.file(), file, kind));
                        }
                    });
                }
            });
        }
        documents.forEach((name, kind) -> read(routes, routes.files().get(name), kind, findings));
    }

    /** All that a message may choose between. */
    private static void choice(
            RoutesText routes,
            SourceFile file,
            EndpointText.Option option,
            DocumentKind kind,
            Map<String, DocumentKind> documents,
            List<Finding> findings) {
        Pattern choices;
        try {
            choices = RoutesFile.choices(option.text());
        } catch (IllegalArgumentException e) {
            findings.add(file.finding(option.at(), sentence(e.getMessage())));
            return;
        }
        List<String> names = routes.files().keySet().stream()
                .filter(name -> choices.matcher(name).matches())
                .toList();
        names.forEach(name -> documents.put(name, kind));
        if (names.isEmpty()) {
            findings.add(missing(routes, file, option, kind));
        }
    }

    private static boolean isFile(EndpointText.Option option) {
        String name = option.text();
        return !name.isBlank() && !name.contains("{{") && !name.contains("${") && !name.matches("[a-z]+:.*");
    }

    private static Finding missing(RoutesText routes, SourceFile file, EndpointText.Option option, DocumentKind kind) {
        return file.finding(
                option.at(),
                option.text(),
                "There is no " + kind.words() + " \"" + option.text() + "\" in the routes folder."
                        + Suggestion.among(routes.files().keySet(), option.text()));
    }

    private static void read(RoutesText routes, SourceFile file, DocumentKind kind, List<Finding> findings) {
        kind.doubts(routes, file.name(), file.text())
                .forEach(doubt -> findings.add(finding(file, doubt).asWarning()));
        kind.faults(routes, file.name(), file.text())
                .forEach(fault ->
                        findings.add(finding(file, fault.lines().findFirst().orElse(""))));
    }

    /** Messages begin with the document's name and the place in it. */
    static Finding finding(SourceFile file, String message) {
        int name = message.indexOf(file.name());
        if (name < 0) {
            return new Finding(file.name(), 1, 1, sentence(message));
        }
        String rest = message.substring(name + file.name().length());
        Matcher place = JSON_PLACE.matcher(rest);
        if (place.matches()) {
            return new Finding(
                    file.name(),
                    Math.max(1, Integer.parseInt(place.group(1))),
                    Math.max(1, Integer.parseInt(place.group(2))),
                    sentence(place.group(3)));
        }
        Matcher path = PATH.matcher(rest);
        if (path.matches() && file.root().isPresent()) {
            return file.finding(at(file.root().get(), path.group(1)), sentence(path.group(1) + ": " + path.group(2)));
        }
        return new Finding(file.name(), 1, 1, sentence(rest.replaceFirst("^[:,] ", "")));
    }

    /** Follows a path such as {@code fields[3].constraints.minimum} as far as it goes. */
    private static Value at(Value root, String path) {
        Value value = root;
        Value place = root;
        for (String step : path.split("[.\\[\\]]+")) {
            Optional<Value.Entry> entry = value.entry(step);
            if (entry.isPresent()) {
                place = entry.get().key();
                value = entry.get().value();
            } else if (step.matches("\\d+")
                    && Integer.parseInt(step) < value.items().size()) {
                value = value.items().get(Integer.parseInt(step));
                place = value;
            } else {
                break;
            }
        }
        return place;
    }

    private static String sentence(String message) {
        return message.matches("(?s).*[.?]") ? message : message + ".";
    }
}
