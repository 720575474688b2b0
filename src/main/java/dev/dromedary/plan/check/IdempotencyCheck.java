package dev.dromedary.plan.check;

import dev.dromedary.function.ledger.LedgerProperties;
import dev.dromedary.plan.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keys of {@code idempotentConsumer} with the ledger that don't tell one thing from another: work would be done once and never again,
 * or again and again.
 */
final class IdempotencyCheck implements Check {

    private static final Pattern FUNCTION = Pattern.compile("\\$(?:simple)?\\{\\s*(\\w+)");

    /** Functions of the simple language that are the same for all that comes. */
    private static final Set<String> SAME =
            Set.of(("camelContext camelId empty env fromRouteId hostname null properties propertiesExist ref "
                            + "routeGroup routeId stepId sys sysenv threadId threadName type")
                    .split(" "));

    /** Functions that are another value at each delivery of the same thing. */
    private static final Set<String> FRESH = Set.of("exchangeId", "id", "messageId", "random", "uuid");

    /** What steps may have set to a constant. */
    private static final Set<String> SET = Set.of("header", "headers", "exchangeProperty", "variable", "variables");

    private static final String OFFERED = "exchangeProperty." + LedgerProperties.IDEMPOTENCY_KEY;
    private static final String ADVICE = " such as ${" + OFFERED + "}.";

    private static final String OPEN_END =
            "What is behind the last semicolon of a key is its order, and what comes with a message may"
                    + " hold semicolons; end the key with its order, or with ;- if it has none: ${body[set]};${body[order]} or"
                    + " ${body[id]};-.";

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        OutsideValues values = OutsideValues.of(routes.elements());
        for (Element expression : routes.elements()) {
            Element step = expression.parent();
            if (expression.type().endsWith("Expression") && step != null && isOnce(OutsideValues.step(expression))) {
                OutsideValues.text(expression).ifPresent(text -> check(expression, text, values, findings));
            }
        }
    }

    private static void check(Element expression, Value text, OutsideValues values, List<Finding> findings) {
        String language = expression.name();
        Optional<String> fault = fault(language, text.text(), values);
        if (fault.isPresent()) {
            findings.add(expression.finding(text, fault.get()));
        } else if (endsOpen(language, text.text()) && values.isOutside(language, text.text())) {
            findings.add(expression.finding(text, OPEN_END).asWarning());
        }
    }

    /** Whether what comes with a message could end with a semicolon and digits. */
    private static boolean endsOpen(String language, String text) {
        boolean offered = text.endsWith(OFFERED + "}") || text.equals(LedgerProperties.IDEMPOTENCY_KEY);
        return !offered && !text.contains(";") && (language.equals("simple") || SET.contains(language));
    }

    private static boolean isOnce(Element step) {
        return step.type().equals("IdempotentConsumerDefinition")
                && step.option("idempotentRepository")
                        .filter(name -> name.text().equals("#ledger"))
                        .isPresent();
    }

    private static Optional<String> fault(String language, String text, OutsideValues values) {
        boolean simple = language.equals("simple");
        if (simple && functions(text).anyMatch(FRESH::contains)) {
            return Optional.of(
                    "The key is another one each time, so that nothing would be known again, and all be done as often as"
                            + " it is delivered; make it of what names the thing," + ADVICE);
        }
        boolean same = simple
                ? functions(text).allMatch(name -> SAME.contains(name) || SET.contains(name))
                        && !values.isOutside(language, text)
                : language.equals("constant") || SET.contains(language) && !values.isOutside(language, text);
        if (same) {
            return Optional.of(
                    "The key is the same for all that comes: the first would be done, and all that follow be taken for"
                            + " done already; make it of what names the thing," + ADVICE);
        }
        int offered = text.indexOf(OFFERED + "}");
        if (simple && offered >= 0 && !text.stripTrailing().endsWith(OFFERED + "}")) {
            return Optional.of("The order of a thing is at the end of ${" + OFFERED
                    + "}; put what is added to the key before it.");
        }
        return Optional.empty();
    }

    private static Stream<String> functions(String text) {
        return FUNCTION.matcher(text).results().map(found -> found.group(1));
    }
}
