package dev.dromedary.plan.check;

import dev.dromedary.function.runtime.KameletNames;
import dev.dromedary.plan.AddedComponents;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import dev.dromedary.plan.TriggerPlan;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;

/** Headers, exchange properties and variables that a route reads, and nobody sets: Simple takes what is not there for nothing. */
final class ReadNamesCheck implements Check {

    /** An option whose value names a variable that is set. */
    private static final String RECEIVING = "variableReceive";

    /** Headers of folders, which no function reads. */
    private static final String OF_OBJECTS =
            " The key of an object is ${header.CamelAwsS3Key}, and ${exchangeProperty.name} is"
                    + " the key without prefix and suffix.";

    /** A near name of that few letters is another name. */
    private static final int SHORT = 4;

    private static final Map<String, ReadName.Kind> SETTERS = Map.of(
            "SetHeaderDefinition", ReadName.Kind.HEADER,
            "SetPropertyDefinition", ReadName.Kind.PROPERTY,
            "SetVariableDefinition", ReadName.Kind.VARIABLE);
    /** They may set what they like. */
    private static final Set<String> CODE =
            Set.of("BeanDefinition", "ProcessDefinition", "ScriptDefinition", "MethodCallExpression");

    private final KnownNames known;
    private final AddedComponents added;

    /**
     * With a catalog that several checks ask.
     *
     * @param added components that may set whatever they like
     */
    ReadNamesCheck(CamelCatalog catalog, AddedComponents added) {
        known = new KnownNames(catalog);
        this.added = added;
    }

    /**
     * What a pipeline's routes find.
     *
     * @param names what is set, by kind
     * @param camel headers of the components that they use
     * @param code whether code of their own may set anything
     * @param anyHeader whether whoever starts them may
     */
    private record Found(Map<ReadName.Kind, Set<String>> names, Set<String> camel, boolean code, boolean anyHeader) {}

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        Map<String, Found> found = new HashMap<>();
        for (ReadName read : ReadName.all(routes)) {
            if (routes.misshapen().contains(read.file().name())) {
                // A step that can't be understood may be the one that sets it.
                continue;
            }
            check(read, found.computeIfAbsent(read.file().folder(), folder -> found(routes, folder)), findings);
        }
    }

    private Found found(RoutesText routes, String folder) {
        List<Element> around = routes.elements().stream()
                .filter(element -> isTogether(element.file().folder(), folder))
                .toList();
        Map<ReadName.Kind, Set<String>> names = set(around);
        names.get(ReadName.Kind.PROPERTY).addAll(known.properties());
        routes.files().values().stream()
                .filter(file -> file.name().endsWith(KameletNames.ENDING) && isTogether(file.folder(), folder))
                .flatMap(file -> file.root().map(KameletText::new).stream())
                .forEach(kamelet -> {
                    names.get(ReadName.Kind.PROPERTY).addAll(kamelet.set("setProperty"));
                    names.get(ReadName.Kind.HEADER).addAll(kamelet.set("setHeader"));
                    names.get(ReadName.Kind.VARIABLE).addAll(kamelet.set("setVariable"));
                });
        Set<TriggerPlan> triggers = around.stream()
                .filter(element -> element.type().equals("RouteDefinition"))
                .filter(Element::isFunction)
                .flatMap(route -> TriggerPlan.of(KameletText.begins(routes, route)).stream())
                .collect(Collectors.toSet());
        triggers.forEach(trigger -> trigger.headers().ifPresent(names.get(ReadName.Kind.HEADER)::addAll));
        boolean any = triggers.isEmpty()
                || triggers.stream().anyMatch(trigger -> trigger.headers().isEmpty());
        Set<String> schemes = schemes(around);
        Set<String> foreign = schemes.stream().filter(added::has).collect(Collectors.toSet());
        foreign.forEach(scheme -> names.get(ReadName.Kind.HEADER).addAll(known.headers(scheme)));
        return new Found(names, known.camelHeaders(schemes), !foreign.isEmpty() || isCode(around), any);
    }

    private static void check(ReadName read, Found found, List<Finding> findings) {
        Set<String> names = new TreeSet<>(found.names().get(read.kind()));
        boolean header = read.kind() == ReadName.Kind.HEADER;
        boolean camel = read.name().startsWith("Camel");
        boolean anything = found.code() || header && (camel || found.anyHeader());
        if (header && camel) {
            names.addAll(found.camel());
        }
        if (KnownNames.holds(names, read.name())
                || names.stream().anyMatch(name -> name.startsWith(read.name() + "."))
                || read.kind() == ReadName.Kind.PROPERTY && camel) {
            return;
        }
        boolean file = header && read.name().startsWith("CamelFile");
        String near = file ? OF_OBJECTS : Suggestion.among(names, read.name());
        boolean meant = file || !near.isEmpty() && read.name().length() >= SHORT;
        if (!anything || meant) {
            findings.add(read.file()
                    .finding(
                            read.at(),
                            read.part(),
                            "Nobody sets the " + read.kind().word() + " \"" + read.name()
                                    + "\", so there is nothing to read." + near));
        }
    }

    /** A pipeline and what is shared; what is shared serves all of them. */
    private static boolean isTogether(String one, String other) {
        return one.equals(other) || one.equals("shared") || other.equals("shared");
    }

    private static Map<ReadName.Kind, Set<String>> set(List<Element> elements) {
        Map<ReadName.Kind, Set<String>> set = new EnumMap<>(ReadName.Kind.class);
        Stream.of(ReadName.Kind.values()).forEach(kind -> set.put(kind, new TreeSet<>()));
        for (Element element : elements) {
            ReadName.Kind kind = SETTERS.get(element.type());
            if (kind != null) {
                element.option("name").ifPresent(name -> set.get(kind).add(ReadName.variable(kind, name.text())));
            }
            if (element.type().startsWith("Convert")) {
                ReadName.Kind converted =
                        element.type().contains("Header") ? ReadName.Kind.HEADER : ReadName.Kind.VARIABLE;
                Stream.of("name", "toName").forEach(option -> element.option(option)
                        .ifPresent(name -> set.get(converted).add(name.text())));
            }
            element.option(RECEIVING).ifPresent(name -> set.get(ReadName.Kind.VARIABLE)
                    .add(ReadName.variable(ReadName.Kind.VARIABLE, name.text())));
        }
        return set;
    }

    /** Code of a pipeline's own; that of the product and of Java sets nothing. */
    private static boolean isCode(List<Element> elements) {
        return elements.stream()
                .filter(element -> CODE.contains(element.type()))
                .anyMatch(element -> {
                    String type = element.text("beanType");
                    return !type.startsWith("dev.dromedary.") && !type.startsWith("java.");
                });
    }

    private static Set<String> schemes(List<Element> elements) {
        return EndpointText.all(elements).stream()
                .map(EndpointText::scheme)
                .filter(scheme -> scheme.matches("[a-z0-9-]+"))
                .collect(Collectors.toSet());
    }
}
