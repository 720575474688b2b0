package dev.dromedary.function.runtime;

import org.apache.camel.Expression;
import org.apache.camel.language.simple.FileLanguage;

/** Camel's file language, which the names of files are written in, except for names that came with a message. */
final class LiteralFileLanguage extends FileLanguage {

    private final EvaluationGuard guard;

    LiteralFileLanguage(EvaluationGuard guard) {
        this.guard = guard;
    }

    @Override
    public Expression createExpression(String expression) {
        return guard.expression(getCamelContext(), expression, () -> super.createExpression(expression));
    }
}
