package dev.dromedary.plan;

import dev.dromedary.function.runtime.Secrets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Where routes name secrets, parameters and settings: only where Simple is evaluated, as they are read when the route runs. */
final class SecretPlaces {

    /** Their URI is an expression. */
    private static final Set<String> DYNAMIC = Set.of("toD", "wireTap");

    private SecretPlaces() {}

    /**
     * Looks through a route.
     *
     * @param step the step, with all that is in it
     * @param names finds the placeholders in a text
     * @param found gets each with its step
     * @param misplaced gets each that stands where it would not be read
     */
    static void in(
            Step step,
            Function<String, Collection<SecretName>> names,
            BiConsumer<Step, SecretName> found,
            BiConsumer<Step, SecretName> misplaced) {
        step.attributes().forEach((option, value) -> {
            boolean evaluated = option.equals("uri") && DYNAMIC.contains(step.name());
            names.apply(value).forEach(name -> (evaluated ? found : misplaced).accept(step, name));
        });
        boolean simple = step.name().equals("simple");
        names.apply(step.text()).forEach(name -> (simple ? found : misplaced).accept(step, name));
        step.children().forEach(child -> in(child, names, found, misplaced));
    }

    /** What to do about one. */
    static Finding misplaced(Step step, SecretName name) {
        return step.finding(
                name + " is read when the route runs, which only a simple: expression and the URI of toD do; move it"
                        + " there, and not into a log.");
    }

    /** Adds what reading those takes that a function can reach. */
    static void add(Collection<Step> reached, Settings settings, Needs needs) {
        for (Step step : reached) {
            in(
                    step,
                    settings::secrets,
                    (at, name) -> add(at, name, needs),
                    (at, name) -> needs.finding(at, misplaced(at, name).message()));
        }
    }

    /** Adds what reading one takes. */
    static void add(Step step, SecretName name, Needs needs) {
        if (name.kind() == Secrets.Kind.setting) {
            SettingNeeds.add(step, name.property(), needs);
            return;
        }
        if (needs.settings().value(name.property()).isEmpty()) {
            needs.finding(
                    step,
                    "The property " + name.property() + " has no value; let it hold the name of the " + name.kind()
                            + " in the pipeline's properties.");
            return;
        }
        needs.named(step, "{{" + name.property() + "}}", name.resourceKind()).ifPresent(found -> allow(found, needs));
    }

    private static void allow(Resource resource, Needs needs) {
        boolean secret = resource.kind() == ResourceKind.SECRET;
        needs.allow(
                secret ? "ReadSecrets" : "ReadParameters",
                resource.arn(),
                List.of(secret ? "secretsmanager:GetSecretValue" : "ssm:GetParameter"));
    }
}
