package dev.dromedary.plan;

import java.util.List;
import java.util.Set;

/** {@code aws2-lambda}: invoking the alias of a function. */
final class FunctionPermissions implements EndpointPermissions {

    @Override
    public Set<String> schemes() {
        return Set.of("aws2-lambda");
    }

    @Override
    public void add(EndpointUse use, Needs needs) {
        String operation = use.option("operation").orElse("invokeFunction");
        if (!operation.equals("invokeFunction")) {
            needs.unknown(
                    use.step(), "The plan has no rule for the operation " + operation + " of aws2-lambda", List.of());
            return;
        }
        needs.resource(use, "function", ResourceKind.FUNCTION).ifPresent(function -> {
            needs.allow("InvokeFunction", function.arn(), List.of("lambda:InvokeFunction"));
            needs.allow("InvokeFunction", function.arn() + ":live", List.of("lambda:InvokeFunction"));
            needs.emits(new Emission.Call(function), use.step());
        });
    }
}
