package dev.dromedary.plan;

import dev.dromedary.function.ledger.DynamoDbLedger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** What every endpoint needs that a walk meets. A new kind of endpoint is a line in {@link #SERVICES}. */
final class AllPermissions {

    /** The property that names the ledger's table. */
    static final String LEDGER = "dromedary.ledger.table";

    private static final String STATE_MACHINE = "CamelAwsStepFunctionsStateMachineArn";

    /** What a use of an endpoint of a scheme needs: it adds permissions, resources and what can't be known. */
    private static final Map<String, BiConsumer<EndpointUse, Needs>> SERVICES = Map.of(
            "aws2-athena", AthenaPermissions::add,
            "aws2-ddb", DynamoDbPermissions::add,
            "aws2-eventbridge", EventBridgePermissions::add,
            "aws2-ses", MailPermissions::add,
            "aws-bedrock", ModelPermissions::add,
            "aws2-sqs", QueuePermissions::add,
            "aws2-s3", S3Permissions::add,
            "aws2-step-functions", AllPermissions::stateMachine,
            "aws2-kinesis", AllPermissions::stream,
            "aws2-sns", AllPermissions::topic);

    private static final Map<String, String> ON_MACHINE = Map.of(
            "startExecution", "states:StartExecution",
            "startSyncExecution", "states:StartSyncExecution",
            "describeStateMachine", "states:DescribeStateMachine",
            "listExecutions", "states:ListExecutions");
    private static final Map<String, String> ON_EXECUTION = Map.of(
            "describeExecution", "states:DescribeExecution",
            "stopExecution", "states:StopExecution",
            "getExecutionHistory", "states:GetExecutionHistory");

    private final Map<String, BiConsumer<EndpointUse, Needs>> byScheme = new HashMap<>(SERVICES);
    private final EndpointRules rules;
    private final Needs needs;

    AllPermissions(EndpointRules rules, Needs needs) {
        this.rules = rules;
        this.needs = needs;
        OwnComponent.schemes().forEach(scheme -> byScheme.put(scheme, OwnSteps::add));
    }

    /** Adds what a step needs. */
    void add(Walk.StepUse use) {
        Step step = use.step();
        boolean claims = step.name().equals("idempotentConsumer")
                && step.attribute("idempotentRepository").equals("#ledger");
        if (claims) {
            needs.named(step, "{{" + LEDGER + "}}", ResourceKind.TABLE)
                    .ifPresent(table -> needs.allow("KeepLedger", table.arn(), DynamoDbLedger.ACTIONS));
        }
        needs.visit(step);
        if (claims) {
            needs.calls(Work.CLAIM, 1);
        }
        use.endpoints().forEach(endpoint -> endpoint(use, endpoint));
        needs.leave();
    }

    private void endpoint(Walk.StepUse use, String endpoint) {
        UnaryOperator<String> resolver = needs.settings()::resolve;
        // A property may hold the whole endpoint.
        String uri = endpoint.startsWith("{{") ? resolver.apply(endpoint) : endpoint;
        String scheme = EndpointUri.scheme(uri);
        if (scheme.contains("$") || EndpointUri.identity(uri).matches("(direct|seda|bean|class):.*\\$\\{.*")) {
            needs.unknown(use.step(), "The endpoint \"" + uri + "\" is known only when the route runs");
        } else if (byScheme.containsKey(scheme)) {
            EndpointUse known = new EndpointUse(use.step(), uri, rules.options(uri), use.flow(), resolver);
            byScheme.get(scheme).accept(known, needs);
        } else if (scheme.startsWith("aws") || rules.isAdded(scheme)) {
            needs.unknown(use.step(), "The plan has no rule for the permissions of " + scheme);
        }
    }

    /** The operation on the state machine that the header names by a property, or on its executions. */
    private static void stateMachine(EndpointUse use, Needs needs) {
        for (HeaderValue each : use.headerOrOption("CamelAwsStepFunctionsOperation", "operation", "")) {
            String operation = each.text();
            String action = ON_MACHINE.getOrDefault(operation, ON_EXECUTION.get(operation));
            if (action == null) {
                needs.unknownOperation(use, operation);
                continue;
            }
            // As it is written: the property gets another value in each environment.
            for (HeaderValue machine : use.flow().header(STATE_MACHINE)) {
                if (machine.origin() != HeaderValue.Origin.STEP
                        || machine.text().contains("${")) {
                    needs.unknown(use.step(), "No step sets the header " + STATE_MACHINE + " to a property", action);
                } else if (ON_EXECUTION.containsKey(operation)) {
                    needs.named(use.step(), machine.text(), ResourceKind.STATE_MACHINE)
                            .map(found -> found.arn().replace(":stateMachine:", ":execution:") + ":*")
                            .ifPresent(arn -> needs.allow("LookAtExecutions", arn, List.of(action)));
                } else {
                    needs.named(use.step(), machine.text(), ResourceKind.STATE_MACHINE)
                            .ifPresent(found -> needs.allow("StartExecutions", found.arn(), List.of(action)));
                }
            }
        }
    }

    /** Putting records. */
    private static void stream(EndpointUse use, Needs needs) {
        if (use.reads()) {
            needs.unknown(use.step(), "The step reads a stream", "kinesis:GetRecords");
            return;
        }
        needs.resource(use, "streamName", ResourceKind.STREAM).ifPresent(stream -> {
            // One record, or several if the body is a list.
            needs.allow("PutRecords", stream.arn(), List.of("kinesis:PutRecord", "kinesis:PutRecords"));
            needs.emits(new Emission.Message(stream), use.step());
        });
    }

    /** Publishing to the topic, which is named by its ARN, so that the endpoint needs not look for it. */
    private static void topic(EndpointUse use, Needs needs) {
        needs.resource(use, "topicNameOrArn", ResourceKind.TOPIC).ifPresent(topic -> {
            if (!use.option("topicNameOrArn").orElse("").startsWith("arn:")) {
                needs.finding(
                        use.step(),
                        "aws2-sns would look through all topics for the name at each start; let the property hold the"
                                + " topic's ARN.");
            }
            needs.allow("Publish", topic.arn(), List.of("sns:Publish"));
        });
    }
}
