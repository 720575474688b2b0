package dev.dromedary.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code aws-secrets-manager} and {@code aws-parameter-store}: reading what the route names. */
final class SecretPermissions implements EndpointPermissions {

    private static final Map<String, String> ACTIONS = Map.of(
            "getSecret", "secretsmanager:GetSecretValue",
            "describeSecret", "secretsmanager:DescribeSecret",
            "putSecretValue", "secretsmanager:PutSecretValue",
            "getParameter", "ssm:GetParameter",
            "getParametersByPath", "ssm:GetParametersByPath");

    @Override
    public Set<String> schemes() {
        return Set.of("aws-secrets-manager", "aws-parameter-store");
    }

    @Override
    public void add(EndpointUse use, Needs needs) {
        boolean secret = use.scheme().equals("aws-secrets-manager");
        String operation = use.option("operation").orElse("");
        String action = ACTIONS.get(operation);
        if (action == null) {
            needs.unknown(
                    use.step(),
                    "The plan has no rule for the operation " + operation + " of " + use.scheme(),
                    List.of());
            return;
        }
        String header = secret ? "CamelAwsSecretsManagerSecretId" : "CamelAwsParameterStoreName";
        for (HeaderValue name : use.flow().header(header)) {
            if (name.origin() != HeaderValue.Origin.STEP || name.text().contains("${")) {
                needs.unknown(use.step(), "No step sets the header " + header + " to a name", List.of(action));
                continue;
            }
            needs.named(use.step(), name.text(), secret ? ResourceKind.SECRET : ResourceKind.PARAMETER)
                    .ifPresent(found ->
                            needs.allow(secret ? "ReadSecrets" : "ReadParameters", found.arn(), List.of(action)));
        }
    }
}
