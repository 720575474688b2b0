package dev.dromedary.plan;

import java.util.function.UnaryOperator;

/** What the steps about headers change. */
record HeaderChange(UnaryOperator<Flow> change) {

    static HeaderChange of(Step step, Settings settings) {
        return new HeaderChange(
                switch (step.name()) {
                    case "setHeader" -> flow -> flow.with(step.attribute("name"), value(step, settings));
                    case "setHeaders" ->
                        flow -> {
                            Flow changed = flow;
                            for (Step each : step.children()) {
                                changed = of(each, settings).apply(changed);
                            }
                            return changed;
                        };
                    case "removeHeader" -> flow -> flow.without(step.attribute("name"), "");
                    case "removeHeaders" ->
                        flow -> flow.without(step.attribute("pattern"), step.attribute("excludePattern"));
                    default -> UnaryOperator.identity();
                });
    }

    Flow apply(Flow flow) {
        return change.apply(flow);
    }

    private static HeaderValue value(Step step, Settings settings) {
        return step.children().stream()
                .findFirst()
                .filter(expression -> expression.name().equals("constant")
                        || expression.name().equals("simple"))
                .map(expression -> HeaderValue.of(expression.text()))
                .orElse(HeaderValue.UNKNOWN);
    }
}
