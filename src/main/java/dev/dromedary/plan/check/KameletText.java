package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.KameletNames;
import dev.dromedary.function.runtime.SourceKamelets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A Kamelet as it is written.
 *
 * @param root its document
 * @see <a href="https://camel.apache.org/camel-kamelets/latest/">Camel's catalogue of Kamelets</a>
 */
record KameletText(Value root) {

    private static final String COMPONENTS = "META-INF/services/org/apache/camel/component/";
    private static final List<String> SERVICES = List.of(
            COMPONENTS,
            "META-INF/services/org/apache/camel/language/",
            "META-INF/services/org/apache/camel/dataformat/");

    /** Always there. */
    private static final Set<String> CORE = Set.of("core", "yaml-dsl");

    /** The Kamelet that a route of a pipeline means: one of its own, or one of Camel's catalogue. */
    static Optional<KameletText> of(RoutesText routes, String pipeline, String name) {
        Optional<String> own = KameletNames.fileOf(routes.folder().path(), pipeline, name);
        if (own.isPresent()) {
            return Optional.ofNullable(routes.files().get(own.get()))
                    .flatMap(SourceFile::root)
                    .map(KameletText::new);
        }
        try (InputStream in = KameletText.class.getResourceAsStream("/kamelets/" + name + KameletNames.ENDING)) {
            return in == null
                    ? Optional.empty()
                    : Value.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .map(KameletText::new);
        } catch (IOException e) {
            throw new UncheckedIOException("Camel's own Kamelet " + name + " can't be read", e);
        }
    }

    /** Whether an endpoint is of a Kamelet of one's own. */
    static boolean isOwn(RoutesText routes, String pipeline, String uri) {
        return SourceKamelets.name(uri)
                .flatMap(name -> KameletNames.fileOf(routes.folder().path(), pipeline, name))
                .isPresent();
    }

    /** The endpoint that a route begins with, that of its Kamelet if it begins with one of one's own; empty if there is none. */
    static String begins(RoutesText routes, Element route) {
        String uri = route.from().map(Value::text).orElse("");
        String pipeline = route.file().folder();
        return isOwn(routes, pipeline, uri)
                ? SourceKamelets.name(uri)
                        .flatMap(name -> of(routes, pipeline, name))
                        .flatMap(KameletText::from)
                        .orElse("")
                : uri;
    }

    /** What its steps set, by the step's name such as {@code setProperty}. */
    Set<String> set(String step) {
        Set<String> names = new TreeSet<>();
        at("spec", "template").ifPresent(template -> set(template, step, names));
        return names;
    }

    private static void set(Value value, String step, Set<String> names) {
        if (value.isMap()) {
            value.get(step)
                    .filter(Value::isMap)
                    .flatMap(each -> each.get("name"))
                    .ifPresent(name -> names.add(name.text()));
            value.entries().forEach(entry -> set(entry.value(), step, names));
        } else if (value.isList()) {
            value.items().forEach(item -> set(item, step, names));
        }
    }

    /** The endpoint that it begins with; empty if it says none. */
    Optional<String> from() {
        return at("spec", "template", "from", "uri").map(Value::text);
    }

    /** Whether it hands on what it brings: its last step sends to {@code kamelet:sink}. */
    boolean handsOn() {
        return at("spec", "template", "from", "steps")
                .map(Value::items)
                .filter(steps -> !steps.isEmpty())
                .flatMap(steps -> steps.get(steps.size() - 1).get("to"))
                .flatMap(to -> to.isText() ? Optional.of(to) : to.get("uri"))
                .filter(uri -> uri.text().equals("kamelet:sink"))
                .isPresent();
    }

    /** Its name, which has to be that of its file. */
    String name() {
        return at("metadata", "name").map(Value::text).orElse("");
    }

    /** Whether it is a source, which only a route can begin with. */
    boolean isSource() {
        return at("metadata", "labels", "camel.apache.org/kamelet.type")
                .filter(type -> type.text().equals("source"))
                .isPresent();
    }

    /** Whether it says what it is made of. */
    boolean hasTemplate() {
        return at("spec", "template").isPresent();
    }

    /** The options that it takes. */
    Set<String> options() {
        Set<String> names = new TreeSet<>();
        at("spec", "definition", "properties")
                .ifPresent(all -> all.entries().forEach(entry -> names.add(entry.name())));
        return names;
    }

    /** The options that have to be given. */
    List<String> required() {
        List<String> names = new ArrayList<>();
        at("spec", "definition", "required").ifPresent(all -> all.items().forEach(item -> {
            boolean otherwise = at("spec", "definition", "properties", item.text(), "default")
                    .isPresent();
            if (!otherwise) {
                names.add(item.text());
            }
        }));
        return names;
    }

    /** The components and libraries that it names, and a function does not hold. */
    Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        at("spec", "dependencies").ifPresent(all -> all.items().forEach(item -> {
            String dependency = item.text();
            String artifact = dependency.replaceFirst("^camel:", "");
            boolean there = dependency.startsWith("camel:")
                    && (CORE.contains(artifact)
                            || SERVICES.stream().anyMatch(folder -> !Library.misses(folder, artifact)));
            if (!there) {
                missing.add(dependency.startsWith("camel:") ? "camel-" + artifact : dependency);
            }
        }));
        at("spec", "template").ifPresent(template -> uris(template).forEach(uri -> {
            String scheme = uri.split("[:?]", 2)[0];
            if (scheme.matches("[a-z][a-z0-9-]*") && Library.misses(COMPONENTS, scheme)) {
                missing.add("camel-" + scheme);
            }
        }));
        return missing;
    }

    private static Stream<String> uris(Value value) {
        return Stream.concat(
                value.isMap() ? value.get("uri").filter(Value::isText).map(Value::text).stream() : Stream.empty(),
                value.isMap()
                        ? value.entries().stream().flatMap(entry -> uris(entry.value()))
                        : value.isList() ? value.items().stream().flatMap(KameletText::uris) : Stream.empty());
    }

    private Optional<Value> at(String... path) {
        Optional<Value> value = Optional.of(root);
        for (String name : path) {
            value = value.filter(Value::isMap).flatMap(map -> map.get(name));
        }
        return value;
    }
}
