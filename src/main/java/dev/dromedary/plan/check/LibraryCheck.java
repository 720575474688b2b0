package dev.dromedary.plan.check;

import dev.dromedary.plan.AddedComponents;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.tooling.model.ArtifactModel;

/** Data formats and languages that Camel has, but the function does not hold; and those of one's own, or of added libraries, by name. */
final class LibraryCheck implements Check {

    private static final String FORMATS = "META-INF/services/org/apache/camel/dataformat/";
    private static final String LANGUAGES = "META-INF/services/org/apache/camel/language/";

    /** A library stands behind them, by default Jackson. */
    private static final Map<String, String> LIBRARIES =
            Map.of("json", "jackson", "avro", "avroJackson", "protobuf", "protobuf");

    private static final Map<String, String> LANGUAGE_NAMES = Map.of("method", "bean", "ref", "ref");
    /** Expressions that choose another language by name. */
    private static final Set<String> OTHERS = Set.of("expression", "language");

    private final CamelCatalog catalog;

    /** With a catalog that several checks ask. */
    LibraryCheck(CamelCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        for (Element element : routes.elements()) {
            if (element.type().equals("CustomDataFormat")) {
                element.option("ref", true).ifPresent(ref -> custom(routes, element, ref, findings));
            } else if (element.type().endsWith("DataFormat")) {
                String library = element.option("library")
                        .map(Value::text)
                        .orElse(LIBRARIES.getOrDefault(element.name(), element.name()));
                missing(
                        element,
                        FORMATS,
                        library.equals(element.name()) ? library : lower(library),
                        "data format",
                        findings);
            } else if (element.type().equals("LanguageExpression")) {
                element.option("language")
                        .filter(language -> !language.text().contains("{{"))
                        .ifPresent(language -> missing(
                                new Element(element.file(), element.type(), language.text(), language, element),
                                LANGUAGES,
                                language.text(),
                                "language",
                                findings));
            } else if (element.type().endsWith("Expression") && !OTHERS.contains(element.name())) {
                missing(
                        element,
                        LANGUAGES,
                        LANGUAGE_NAMES.getOrDefault(element.name(), element.name()),
                        "language",
                        findings);
            }
        }
    }

    private static String lower(String library) {
        return library.substring(0, 1).toLowerCase(Locale.ROOT) + library.substring(1);
    }

    /** By Camel's catalog: gzipDeflater is in camel-zip-deflater. */
    private String artifact(Element element, String folder, String service) {
        ArtifactModel<?> model = folder.equals(FORMATS)
                ? Optional.<ArtifactModel<?>>ofNullable(catalog.dataFormatModel(service))
                        .orElseGet(() -> catalog.dataFormatModel(element.name()))
                : Optional.<ArtifactModel<?>>ofNullable(catalog.languageModel(service))
                        .orElseGet(() -> catalog.languageModel(element.name()));
        return model == null ? "camel-" + service : model.getArtifactId();
    }

    private void missing(Element element, String folder, String service, String what, List<Finding> findings) {
        if (!Library.misses(folder, service)) {
            return;
        }
        // Of the others the schema knows all names.
        if (element.type().equals("LanguageExpression")
                && !catalog.findLanguageNames().contains(service)) {
            findings.add(element.finding(
                    element.value(),
                    "There is no language \"" + service + "\"." + Suggestion.among(languages(), service)));
        } else {
            findings.add(element.finding(
                    element.value(),
                    "Camel has a " + what + " \"" + element.name()
                            + "\", but the function does not hold it; "
                            + Library.add(artifact(element, folder, service))));
        }
    }

    private Set<String> languages() {
        Set<String> names = new TreeSet<>(catalog.findLanguageNames());
        names.addAll(AddedComponents.languages());
        return names;
    }

    /** Of one's own: Camel's have names in the YAML. */
    private Set<String> ownFormats() {
        Set<String> names = new TreeSet<>(AddedComponents.dataFormats());
        catalog.findDataFormatNames().forEach(names::remove);
        names.add("rows");
        return names;
    }

    private void custom(RoutesText routes, Element element, Value ref, List<Finding> findings) {
        String name = ref.text().replaceFirst("^#(bean:)?", "");
        if (Library.misses(FORMATS, name)
                && !Beans.declared(routes, element.file()).containsKey(name)
                && !name.contains("{{")) {
            findings.add(element.finding(
                    ref, "There is no data format \"" + name + "\"." + Suggestion.among(ownFormats(), name)));
        }
    }
}
