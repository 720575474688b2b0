package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Suggestion;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.util.StringQuoteHelper;

/** Beans, classes and methods that routes name. */
final class BeansCheck implements Check {

    private static final Set<String> CALLS = Set.of("MethodCallExpression", "BeanDefinition");
    /** Options whose value, or whose items, are names of classes. */
    private static final Set<String> CLASSES =
            Set.of("exception", "exceptionType", "unmarshalType", "resultType", "beanType", "type");
    /** {@code type} is a class only here. */
    private static final Set<String> TYPED = Set.of("ConvertBodyDefinition", "BeanFactoryDefinition");
    /** Options that name beans with or without the {@code #}. */
    private static final Set<String> REFERENCES = Set.of("idempotentRepository", "aggregationStrategy");

    private static final Set<String> PROSE = Set.of("description", "note", "id", "expression", "message");

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        for (Element element : routes.elements()) {
            for (Value.Entry entry : element.value().entries()) {
                option(routes, element, entry, findings);
            }
            element.parameters().values().forEach(value -> reference(routes, element, value, findings));
            if (CALLS.contains(element.type())) {
                call(routes, element, findings);
            }
        }
    }

    private void option(RoutesText routes, Element element, Value.Entry entry, List<Finding> findings) {
        String name = entry.name();
        if (CLASSES.contains(name) && (!name.equals("type") || TYPED.contains(element.type()))) {
            Stream.concat(Stream.of(entry.value()).filter(Value::isText), entry.value().items().stream())
                    .forEach(value -> type(element, value, findings));
        } else if (REFERENCES.contains(name) && !entry.value().text().startsWith("#")) {
            bean(routes, element, entry.value(), entry.value().text(), findings);
        } else if (!PROSE.contains(name)) {
            reference(routes, element, entry.value(), findings);
        }
    }

    private void reference(RoutesText routes, Element element, Value value, List<Finding> findings) {
        String text = value.text();
        if (text.startsWith("#class:")) {
            String name = className(text);
            missing(element, value, name, findings);
        } else if (text.matches("#(bean:)?[\\w.-]+")) {
            bean(routes, element, value, text.replaceFirst("^#(bean:)?", ""), findings);
        }
    }

    private void bean(RoutesText routes, Element element, Value at, String name, List<Finding> findings) {
        Set<String> known = new TreeSet<>(Beans.BOUND);
        known.addAll(Beans.declared(routes, element.file()).keySet());
        if (!known.contains(name) && !name.contains("{{")) {
            findings.add(element.finding(
                    at,
                    name,
                    "There is no bean \"" + name + "\"." + Suggestion.among(known, name) + " Beans are "
                            + String.join(", ", known) + ", and those that beans: declares."));
        }
    }

    private static void type(Element element, Value value, List<Finding> findings) {
        String name = className(value.text());
        // Camel knows some by a short name.
        if (!name.contains("{{")
                && (name.contains(".")
                        || !Set.of(
                                        "String", "byte[]", "Integer", "int", "Long", "long", "Boolean", "boolean",
                                        "Double", "double", "Map", "List", "Object")
                                .contains(name))) {
            missing(element, value, name.replaceFirst("(\\[])+$", ""), findings);
        }
    }

    private static Optional<Class<?>> missing(Element element, Value at, String name, List<Finding> findings) {
        Optional<Class<?>> type = ClassNames.find(name);
        if (type.isEmpty()) {
            findings.add(element.finding(at, name, "There is no class " + name + "." + ClassNames.near(name)));
        }
        return type;
    }

    private void call(RoutesText routes, Element element, List<Finding> findings) {
        Optional<Value> method = element.option("method");
        Optional<Value> ref = element.option("ref");
        String type = element.text("beanType");
        if (ref.isPresent()) {
            String name = ref.get().text().replaceFirst("^#(bean:)?", "");
            if (ref.get().text().startsWith("#class:")) {
                type = className(ref.get().text());
            } else {
                Map<String, String> declared = Beans.declared(routes, element.file());
                type = className(declared.getOrDefault(name, ""));
                if (!ref.get().text().startsWith("#") && ClassNames.find(name).isEmpty()) {
                    bean(routes, element, ref.get(), name, findings);
                }
            }
        }
        Optional<Class<?>> bean = type.isEmpty() ? Optional.empty() : ClassNames.find(type);
        if (bean.isPresent() && method.isPresent()) {
            method(element, bean.get(), method.get(), findings);
        }
    }

    private static void method(Element element, Class<?> type, Value method, List<Finding> findings) {
        String text = method.text().strip();
        String name = text.split("\\(", 2)[0].strip();
        List<Method> named = ClassNames.methods(type, name);
        if (named.isEmpty()) {
            List<String> names = Stream.of(type.getMethods())
                    .filter(each -> each.getDeclaringClass() != Object.class)
                    .map(Method::getName)
                    .distinct()
                    .sorted()
                    .toList();
            findings.add(element.finding(
                    method,
                    name,
                    type.getName() + " has no method \"" + name + "\"." + Suggestion.among(names, name)
                            + " Its methods are " + String.join(", ", names) + "."));
            return;
        }
        if (!text.contains("(")) {
            return;
        }
        if (!text.endsWith(")")) {
            findings.add(element.finding(method, "The call \"" + text + "\" has no closing parenthesis."));
            return;
        }
        String arguments = text.substring(name.length() + 1, text.length() - 1).strip();
        if (BodyKind.arguments(arguments)
                .filter(own -> !arguments.isEmpty() && own.size() != camelSplits(arguments))
                .isPresent()) {
            findings.add(element.finding(
                    method,
                    name,
                    "Camel takes the arguments of \"" + name + "\" apart at every comma, also at those within"
                            + " ${…}; set what holds commas to a variable in a step before, and give"
                            + " ${variable.NAME}."));
            return;
        }
        // Without any, Camel fills in the body, the exchange and the like.
        int given = arguments.isEmpty() ? 0 : camelSplits(arguments);
        if (given > 0 && named.stream().noneMatch(each -> each.getParameterCount() == given)) {
            findings.add(element.finding(
                    method,
                    name,
                    "The method \"" + name + "\" of " + type.getName() + " takes "
                            + String.join(
                                    " or ",
                                    named.stream()
                                            .map(Method::getParameterCount)
                                            .distinct()
                                            .sorted()
                                            .map(String::valueOf)
                                            .toList())
                            + " parameters, not " + given + "."));
        }
    }

    private static int camelSplits(String arguments) {
        return StringQuoteHelper.splitSafeQuote(arguments, ',', true).length;
    }

    /** Without Camel's {@code #class:}, and without how it is made. */
    private static String className(String text) {
        return text.replaceFirst("^#class:", "").split("[#(]", 2)[0];
    }
}
