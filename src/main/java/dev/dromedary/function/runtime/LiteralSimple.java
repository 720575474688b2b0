package dev.dromedary.function.runtime;

import org.apache.camel.Expression;
import org.apache.camel.language.simple.SimpleLanguage;

/** Camel's simple language, except for texts that came with a message. */
final class LiteralSimple extends SimpleLanguage {

    private final EvaluationGuard guard;

    LiteralSimple(EvaluationGuard guard) {
        this.guard = guard;
    }

    @Override
    public Expression createExpression(String expression) {
        return guard.expression(getCamelContext(), expression, () -> super.createExpression(expression));
    }
}
