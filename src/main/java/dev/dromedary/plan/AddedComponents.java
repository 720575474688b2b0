package dev.dromedary.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;

/**
 * Components on the class path that neither Camel's catalogue nor ours has: those of libraries that a repository adds. What Camel's
 * build plugin makes of a component's options lies beside its class; a component without that is known by its name alone.
 *
 * @see <a href="https://camel.apache.org/manual/writing-components.html">Writing components</a>
 */
public final class AddedComponents {

    /** How an entry of the catalogue tells the name of a component. */
    private static final String NAME = "/component/scheme";

    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    private final Set<String> known;
    private final List<ClassLoader> loaders;
    private final Map<String, Optional<Component>> found = new TreeMap<>();

    /**
     * A component.
     *
     * @param type the name of its class
     * @param entry its entry of the catalogue; empty if its jar has none
     */
    record Component(String type, Optional<JsonNode> entry) {}

    private AddedComponents(Set<String> known, List<ClassLoader> loaders) {
        this.known = known;
        this.loaders = loaders;
    }

    /** Those that Camel finds in this thread, now that libraries are added. */
    public static AddedComponents ofClassPath() {
        Set<String> known = new LinkedHashSet<>(new DefaultCamelCatalog().findComponentNames());
        known.addAll(OwnComponent.schemes());
        AddedComponents added = new AddedComponents(known, loaders());
        added.listed("component", "components").forEach(added::find);
        return added;
    }

    /** Data formats that jars on the class path say they have, Camel's own among them. */
    public static Set<String> dataFormats() {
        return new AddedComponents(Set.of(), loaders()).listed("dataformat", "dataFormats");
    }

    /** Languages that jars on the class path say they have, Camel's own among them. */
    public static Set<String> languages() {
        return new AddedComponents(Set.of(), loaders()).listed("language", "languages");
    }

    private static List<ClassLoader> loaders() {
        return Stream.of(
                        AddedComponents.class.getClassLoader(),
                        Thread.currentThread().getContextClassLoader())
                .filter(loader -> loader != null)
                .distinct()
                .toList();
    }

    /** Lets a catalogue know those that jars list. */
    public void addTo(CamelCatalog catalog) {
        found.keySet().forEach(scheme -> find(scheme).ifPresent(component -> add(catalog, scheme, component)));
    }

    /** Lets a catalogue know a component, if it is one of these, also one that its jar does not list. */
    boolean addTo(CamelCatalog catalog, String scheme) {
        Optional<Component> component = find(scheme);
        component.ifPresent(each -> add(catalog, scheme, each));
        return component.isPresent();
    }

    private static void add(CamelCatalog catalog, String scheme, Component component) {
        // Of one without an entry the catalog knows the name, and takes every option.
        component
                .entry()
                .ifPresentOrElse(
                        entry -> catalog.addComponent(scheme, component.type(), entry.toString()),
                        () -> catalog.addComponent(scheme, component.type()));
    }

    /** Whether a component is one of these. */
    public boolean has(String scheme) {
        return find(scheme).isPresent();
    }

    /** Entries of the catalogue of those that have one, by name. */
    Map<String, JsonNode> entries() {
        Map<String, JsonNode> entries = new TreeMap<>();
        found.forEach((scheme, component) ->
                component.flatMap(Component::entry).ifPresent(entry -> entries.put(scheme, entry)));
        return entries;
    }

    /** A component of that name; empty if there is none, or Camel's catalogue or ours has it. */
    private Optional<Component> find(String scheme) {
        if (known.contains(scheme) || !scheme.matches("[A-Za-z][A-Za-z0-9+.-]*")) {
            return Optional.empty();
        }
        return found.computeIfAbsent(scheme, name -> all(SERVICES + "component/" + name).stream()
                .map(AddedComponents::properties)
                .flatMap(service -> Optional.ofNullable(service.getProperty("class")).stream())
                .map(type -> new Component(type.strip(), entry(type.strip(), name)))
                .findFirst());
    }

    private Optional<JsonNode> entry(String type, String scheme) {
        String folder = type.substring(0, Math.max(0, type.lastIndexOf('.'))).replace('.', '/');
        String file = folder + "/" + scheme + ".json";
        // Before Camel 4 it was beside the class itself.
        return Stream.of("META-INF/" + file, file)
                .flatMap(name -> all(name).stream())
                .flatMap(url -> entry(url).stream())
                .findFirst();
    }

    /** Empty if the file holds something else: a component is then known as one without an entry. */
    private static Optional<JsonNode> entry(URL file) {
        try (InputStream in = open(file)) {
            return Optional.of(RouteSchema.MAPPER.readTree(in))
                    .filter(entry -> entry.at(NAME).isTextual());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private Set<String> listed(String kind, String property) {
        Set<String> names = new LinkedHashSet<>();
        for (URL file : all(SERVICES + kind + ".properties")) {
            names.addAll(
                    List.of(properties(file).getProperty(property, "").strip().split("\\s+")));
        }
        names.remove("");
        return names;
    }

    private List<URL> all(String resource) {
        // By text, as URLs are compared by asking for their hosts.
        Map<String, URL> all = new LinkedHashMap<>();
        try {
            for (ClassLoader loader : loaders) {
                loader.getResources(resource)
                        .asIterator()
                        .forEachRemaining(url -> all.putIfAbsent(url.toString(), url));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The class path can't be read", e);
        }
        return List.copyOf(all.values());
    }

    private static Properties properties(URL file) {
        Properties properties = new Properties();
        try (InputStream in = open(file)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
        return properties;
    }

    /** Without the cache of the JVM, which would keep a jar open. */
    private static InputStream open(URL file) throws IOException {
        URLConnection connection = file.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
