package dev.dromedary.plan;

import java.util.Collection;
import java.util.List;

/** The secrets and parameters that a route reads by placeholders. */
final class SecretNeeds {

    private SecretNeeds() {}

    static void add(Collection<Step> reached, Settings settings, Needs needs) {
        for (Step step : reached) {
            SecretPlaces.in(step, settings::secrets, (at, name) -> add(at, name, settings, needs), (at, name) -> {
                Finding finding = SecretPlaces.misplaced(at, name);
                needs.finding(at, finding.message());
            });
        }
    }

    private static void add(Step step, SecretName name, Settings settings, Needs needs) {
        if (settings.value(name.property()).isEmpty()) {
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
