package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.tooling.model.BaseOptionModel;
import org.apache.camel.tooling.model.ComponentModel;

/** Credentials in routes: a function has those of its role, and what else is secret has its own place. */
final class CredentialsCheck implements Check {

    /** Of Camel's AWS components: what the function's role is in place of. */
    private static final Set<String> OF_AWS = Set.of(
            "accessKey",
            "secretKey",
            "sessionToken",
            "useSessionCredentials",
            "profileCredentialsName",
            "useProfileCredentialsProvider");

    private final CamelCatalog catalog;
    private final Map<String, Set<String>> secrets = new TreeMap<>();

    /** With a catalog that several checks ask. */
    CredentialsCheck(CamelCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        for (EndpointText endpoint : EndpointText.all(routes.elements())) {
            Set<String> options = new TreeSet<>(secrets(endpoint.scheme()));
            // Those of Camel's catalogue stand for its components, and have their options.
            boolean aws =
                    endpoint.scheme().startsWith("aws") || endpoint.uri().text().startsWith("kamelet:aws");
            if (aws) {
                options.addAll(OF_AWS);
            }
            for (String option : options) {
                Optional<EndpointText.Option> written = endpoint.option(option);
                if (aws && OF_AWS.contains(option)) {
                    written.filter(at -> !at.text().equals("false"))
                            .ifPresent(at -> findings.add(endpoint.finding(
                                            at.at(),
                                            option,
                                            "\"" + option + "\" stands in the route, and is ignored; leave it out, as a"
                                                    + " function has the credentials of its role, and the plan gives it"
                                                    + " what the route does.")
                                    .asWarning()));
                } else {
                    written.filter(at -> !at.text().contains("{{") && !at.text().isBlank())
                            .ifPresent(at -> findings.add(endpoint.finding(
                                    at.at(),
                                    option,
                                    "\"" + option
                                            + "\" is a secret, and stands in the route for everyone; read it"
                                            + " by {{secret:"
                                            + endpoint.file().folder() + ".key}} in the URI"
                                            + " of toD.")));
                }
            }
        }
    }

    private Set<String> secrets(String scheme) {
        return secrets.computeIfAbsent(scheme, each -> {
            ComponentModel model = each.matches("[a-z0-9-]+") ? catalog.componentModel(each) : null;
            return model == null
                    ? Set.of()
                    : model.getEndpointOptions().stream()
                            .filter(BaseOptionModel::isSecret)
                            .map(BaseOptionModel::getName)
                            .collect(Collectors.toSet());
        });
    }
}
