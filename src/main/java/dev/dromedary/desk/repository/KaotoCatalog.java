package dev.dromedary.desk.repository;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dromedary.desk.Json;
import dev.dromedary.plan.KaotoComponents;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.camel.catalog.DefaultCamelCatalog;

/**
 * A catalogue for Kaoto: one of Kaoto's own, which knows Camel's components, patterns and languages, with ours in it. Kaoto takes one
 * catalogue in place of its own, so ours alone would leave nothing else to choose.
 *
 * @see <a href="https://www.npmjs.com/package/@kaoto/camel-catalog">Kaoto's own</a>
 */
public final class KaotoCatalog {

    private static final String INDEX = "index.json";

    /** Kaoto's in VS Code. */
    private static final String EXTENSION = "redhat.vscode-kaoto";

    private KaotoCatalog() {}

    /**
     * Writes one.
     *
     * @param kaoto Kaoto's catalogue: a folder with {@code index.json}
     * @param out the folder to write to
     * @return the version of Camel that it is of: that of functions, or the next one that Kaoto's has
     * @throws RepositoryException if the folder is no such catalogue
     * @throws IOException if a file can't be read or written
     */
    public static String write(Path kaoto, Path out) throws IOException {
        if (!Files.isRegularFile(kaoto.resolve(INDEX))) {
            throw new RepositoryException("There is no " + kaoto.resolve(INDEX) + "; unpack the npm package"
                    + " @kaoto/camel-catalog, and name its folder dist/camel-catalog.");
        }
        ObjectNode library = read(kaoto.resolve(INDEX));
        ObjectNode definition = definition(library)
                .orElseThrow(() -> new RepositoryException(
                        kaoto.resolve(INDEX) + " has no catalogue of the runtime Main; take another version of it."));
        Path source = kaoto.resolve(definition.path("fileName").asText()).normalize();
        ObjectNode index = read(source);
        Files.createDirectories(out);
        List<JsonNode> parts = new ArrayList<>();
        index.path("catalogs").forEach(parts::add);
        index.path("schemas").forEach(parts::add);
        for (JsonNode part : parts) {
            String file = part.path("file").asText();
            Files.copy(source.resolveSibling(file), out.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path components = out.resolve(
                index.path("catalogs").path("components").path("file").asText());
        ObjectNode all = read(components);
        KaotoComponents.all().forEach(all::set);
        Json.MAPPER.writeValue(components.toFile(), all);
        String name = "Dromedary, Camel " + definition.path("version").asText();
        index.put("name", name);
        // Unless its user chose one before, Kaoto 2.7 opens that of the runtime Main that has "redhat" in its name;
        // without one it opens nothing.
        definition.put("name", name + ", for " + EXTENSION);
        definition.put("fileName", "dromedary.json");
        library.put("name", name);
        // Its files are not copied.
        library.remove("starterTemplates");
        library.putArray("definitions").add(definition);
        Json.MAPPER.writeValue(out.resolve("dromedary.json").toFile(), index);
        Json.MAPPER.writeValue(out.resolve(INDEX).toFile(), library);
        return definition.path("version").asText();
    }

    /** That of the version of functions, or the nearest after it, or the newest. */
    private static Optional<ObjectNode> definition(JsonNode library) {
        List<ObjectNode> main = new ArrayList<>();
        library.path("definitions").forEach(each -> {
            if (each.path("runtime").asText().equals("Main")
                    && each.path("version").asText().matches("\\d+\\.\\d+\\.\\d+")) {
                main.add((ObjectNode) each);
            }
        });
        Comparator<ObjectNode> byVersion = Comparator.comparing(
                each -> ModuleDescriptor.Version.parse(each.path("version").asText()));
        ModuleDescriptor.Version functions =
                ModuleDescriptor.Version.parse(new DefaultCamelCatalog().getCatalogVersion());
        return main.stream()
                .filter(each ->
                        ModuleDescriptor.Version.parse(each.path("version").asText())
                                        .compareTo(functions)
                                >= 0)
                .min(byVersion)
                .or(() -> main.stream().max(byVersion));
    }

    private static ObjectNode read(Path file) throws IOException {
        if (Json.MAPPER.readTree(file.toFile()) instanceof ObjectNode object) {
            return object;
        }
        throw new RepositoryException(file + " is no part of a catalogue of Kaoto: it holds no JSON object.");
    }
}
