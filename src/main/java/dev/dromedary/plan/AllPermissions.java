package dev.dromedary.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What every endpoint needs that a walk meets. */
final class AllPermissions {

    private static final List<EndpointPermissions> KINDS = List.of(
            new AthenaPermissions(),
            new DynamoDbPermissions(),
            new EventBridgePermissions(),
            new FunctionPermissions(),
            new MailPermissions(),
            new ModelPermissions(),
            new OwnSteps(),
            new QueuePermissions(),
            new S3Permissions(),
            new SecretPermissions(),
            new StateMachinePermissions(),
            new StreamPermissions(),
            new TopicPermissions());

    private final Map<String, EndpointPermissions> byScheme = new HashMap<>();
    private final EndpointRules rules;
    private final Needs needs;

    AllPermissions(EndpointRules rules, Needs needs) {
        this.rules = rules;
        this.needs = needs;
        KINDS.forEach(kind -> kind.schemes().forEach(scheme -> byScheme.put(scheme, kind)));
    }

    /** Adds what a step needs. */
    void add(StepUse use) {
        if (use.step().name().equals("idempotentConsumer")) {
            LedgerPermissions.add(use.step(), needs);
        }
        for (String endpoint : use.endpoints()) {
            endpoint(use, endpoint);
        }
    }

    private void endpoint(StepUse use, String endpoint) {
        UnaryOperator<String> resolver = needs.settings()::resolve;
        // A property may hold the whole endpoint.
        String uri = endpoint.startsWith("{{") ? resolver.apply(endpoint) : endpoint;
        String scheme = EndpointUri.scheme(uri);
        if (scheme.contains("$") || EndpointUri.identity(uri).matches("(direct|seda|bean|class):.*\\$\\{.*")) {
            needs.unknown(use.step(), "The endpoint \"" + uri + "\" is known only when the route runs", List.of());
            return;
        }
        EndpointPermissions kind = byScheme.get(scheme);
        if (kind != null) {
            kind.add(new EndpointUse(use.step(), uri, rules.options(uri), use.flow(), resolver), needs);
        } else if (scheme.startsWith("aws")) {
            needs.unknown(use.step(), "The plan has no rule for the permissions of " + scheme, List.of());
        }
    }
}
