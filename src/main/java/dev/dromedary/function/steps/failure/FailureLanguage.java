package dev.dromedary.function.steps.failure;

import dev.dromedary.function.steps.AnnouncedObject;
import dev.dromedary.function.steps.TransientFailure;
import dev.dromedary.function.steps.model.ModelFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Expression;
import org.apache.camel.Predicate;
import org.apache.camel.spi.annotations.Language;
import org.apache.camel.support.LanguageSupport;
import org.apache.camel.support.PredicateToExpressionAdapter;

/**
 * Tells kinds of failures, for the {@code onWhen} of an {@code onException} or a {@code doCatch}:
 *
 * <ul>
 *   <li>{@code transient(10)}: it may pass (throttling, 5xx, timeouts, the network), what was to be done can be repeated, and the
 *       invocation has more than so many seconds left
 *   <li>{@code gone}: the version of the object that the event has announced is no longer there
 *   <li>{@code model}: the model has failed, nothing else, and {@code model:ask} says {@code onFailure=fallback}
 * </ul>
 */
@Language("failure")
public final class FailureLanguage extends LanguageSupport {

    private static final Pattern TRANSIENT = Pattern.compile("transient\\((\\d{1,4})\\)");

    @Override
    public Predicate createPredicate(String expression) {
        return kind(expression.strip());
    }

    @Override
    public Expression createExpression(String expression) {
        return PredicateToExpressionAdapter.toExpression(createPredicate(expression));
    }

    private static Predicate kind(String text) {
        Matcher passing = TRANSIENT.matcher(text);
        if (passing.matches()) {
            TransientFailure failure = new TransientFailure();
            int seconds = Integer.parseInt(passing.group(1));
            return exchange -> failure.matches(exchange, seconds);
        }
        return switch (text) {
            case "gone" -> new AnnouncedObject()::isGone;
            case "model" -> new ModelFailure()::fallsBack;
            default ->
                throw new IllegalArgumentException(
                        "There is no failure \"" + text + "\"; the failures are transient(SECONDS), gone and model");
        };
    }
}
