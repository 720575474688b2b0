package dev.dromedary.plan;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.PartitionName;
import dev.dromedary.function.steps.invoke.InvokeEndpoint;
import dev.dromedary.function.steps.item.ItemEndpoint;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Our own components: each step of theirs declares beside its name what it calls. */
final class OwnSteps {

    /** What stands for a body that is a MIME message; no header has such a name. */
    static final String MIME = "body is a MIME message";

    static void add(EndpointUse use, Needs needs) {
        needs.catalog().add(use, needs);
        switch (EndpointUri.identity(use.uri())) {
            case "records:manifest" -> {
                needs.judge();
                LineageNeeds.add(use, needs);
            }
            case "records:complete" -> LineageNeeds.put(needs);
            case "records:put" -> PutKey.check(use, needs);
            case "records:map" -> MappingNeeds.add(use, needs);
            case "records:open" -> needs.calls(Work.RECORDS, 1);
            case "records:write" ->
                use.option("format")
                        .filter(ZipPackage.PARQUET.word()::equals)
                        .ifPresent(format -> needs.runFrom(ZipPackage.PARQUET));
            case "ledger:remember" -> needs.calls("dynamodb:PutItem", 1);
            case "ledger:turn" ->
                needs.named(use.step(), "{{" + AllPermissions.LEDGER + "}}", ResourceKind.TABLE)
                        .ifPresent(table -> needs.allow("TakeTurns", table.arn(), List.of("dynamodb:UpdateItem")));
            case "window:add" -> needs.countRecords();
            case "model:ask", "model:reserve" -> model(use, needs);
            case "query:select" -> QueryPermissions.add(use, needs);
            case "query:store" -> {
                QueryPermissions.add(use, needs);
                LineageNeeds.add(use, needs);
            }
            default -> {
                // Costs nothing beside what it calls.
            }
        }
        for (Access access : accesses(use.uri())) {
            switch (access.target()) {
                case OBJECT -> objects(use, needs, access);
                case TABLE ->
                    needs.resource(use, access.resource(), ResourceKind.TABLE).ifPresent(table -> {
                        access.actions().forEach(action -> needs.allow(purpose(action), table.arn(), List.of(action)));
                        use.option("keepDays").ifPresent(days -> needs.used()
                                .expiries()
                                .computeIfAbsent(table, each -> new LinkedHashMap<>())
                                .putIfAbsent(use.option("expires").orElse(ItemEndpoint.EXPIRES), use.step()));
                    });
                case INDEX ->
                    needs.resource(use, access.resource(), ResourceKind.TABLE).ifPresent(table -> {
                        for (String option : access.names()) {
                            String index = use.option(option).orElse("");
                            access.actions()
                                    .forEach(action -> needs.allow(
                                            purpose(action), table.arn() + "/index/" + index, List.of(action)));
                        }
                    });
                case READ_OBJECT ->
                    needs.resource(use, access.resource(), ResourceKind.BUCKET)
                            .ifPresent(bucket -> S3Permissions.read(use, needs, bucket, access.actions()));
                case READ_OBJECTS ->
                    needs.resource(use, access.resource(), ResourceKind.BUCKET).ifPresent(bucket -> {
                        KeyPattern keys =
                                KeyPattern.of(use.option(access.names().get(0)).orElse("") + "*");
                        needs.allow("ReadObjects", bucket.arn() + "/" + keys.resource(), access.actions());
                        needs.used().prefix(bucket, keys.prefix());
                        needs.allowListing(bucket, keys.resource());
                    });
                case LISTING ->
                    needs.resource(use, access.resource(), ResourceKind.BUCKET).ifPresent(bucket -> {
                        KeyPattern keys =
                                KeyPattern.of(use.option(access.names().get(0)).orElse("") + "*");
                        needs.allowListing(bucket, keys.resource());
                        needs.used().prefix(bucket, keys.prefix());
                        needs.calls("s3:ListBucket", 1);
                    });
                case QUEUE ->
                    needs.resource(use, access.resource(), ResourceKind.QUEUE).ifPresent(queue -> {
                        needs.allow("SendMessages", queue.arn(), access.actions());
                        needs.emits(new Emission.Message(queue), use.step());
                        if (!use.option(access.resource()).orElse("").startsWith("http")) {
                            needs.used().realValues().put(QueuePermissions.ACCOUNT, "${account}");
                        }
                    });
                case STREAM -> records(use, needs, access, ResourceKind.STREAM, "PutRecords");
                case DELIVERY_STREAM -> records(use, needs, access, ResourceKind.DELIVERY_STREAM, "DeliverRecords");
                case FUNCTION -> call(use, needs, access);
                case WORKFLOW -> workflow(use, needs, access);
                case BUS -> event(use, needs, access);
                case SENDER, RECIPIENTS -> {
                    // Only tells aws2-ses who sends, and who gets it.
                }
            }
        }
        if (EndpointUri.identity(use.uri()).equals("records:analyze")) {
            // Kept once a run by records:complete, not for each batch, which is what the step is visited for.
            needs.leave();
            LineageNeeds.add(use, needs);
        }
    }

    private static void records(EndpointUse use, Needs needs, Access access, ResourceKind kind, String purpose) {
        if (use.raw(access.resource()).isEmpty()) {
            // The other of two options is set.
            return;
        }
        needs.resource(use, access.resource(), kind).ifPresent(stream -> {
            needs.allow(purpose, stream.arn(), access.actions());
            needs.emits(new Emission.Message(stream), use.step());
        });
    }

    /** A route of these, so that its id is its function's name. Callers start the alias. */
    private static void call(EndpointUse use, Needs needs, Access access) {
        use.option(access.resource()).ifPresent(route -> {
            Resource function = needs.resource(ResourceKind.FUNCTION, route);
            needs.allow("InvokeFunctions", function.arn() + ":" + InvokeEndpoint.ALIAS, access.actions());
            needs.emits(new Emission.Call(function), use.step());
        });
    }

    /** The state machine is known to the function by its ARN, as the names of executions have it in them. */
    private static void workflow(EndpointUse use, Needs needs, Access access) {
        use.option(access.resource()).ifPresent(route -> {
            Resource machine = needs.resource(ResourceKind.STATE_MACHINE, route);
            needs.used().realValues().put("dromedary.workflow." + route, machine.arn());
            if (access.actions().contains("states:StartExecution")) {
                needs.allow("StartExecutions", machine.arn(), access.actions());
                needs.emits(new Emission.Call(needs.resource(ResourceKind.FUNCTION, route)), use.step());
            } else {
                needs.allow(
                        "StopExecutions",
                        machine.arn().replace(":stateMachine:", ":execution:") + ":*",
                        access.actions());
            }
        });
    }

    private static void event(EndpointUse use, Needs needs, Access access) {
        needs.resource(use, access.resource(), ResourceKind.BUS)
                .ifPresent(bus -> needs.tells(
                        bus,
                        named(use, needs, access.names().get(0)),
                        named(use, needs, access.names().get(1)),
                        use.step()));
    }

    /** The texts that an option may come to, which the policy is held to. */
    private static Set<KeyPattern> named(EndpointUse use, Needs needs, String option) {
        KeyPattern pattern = KeyPattern.of(use.option(option).orElse(""));
        if (pattern.prefix().isEmpty()) {
            needs.unknown(
                    use.step(),
                    "The option " + option + " of " + use.scheme() + " begins with no text that is known",
                    EventBridgePermissions.PUT);
            return Set.of();
        }
        return Set.of(pattern);
    }

    /** What the questions to a model cost, and how many there may be. */
    private static void model(EndpointUse use, Needs needs) {
        for (String option : List.of("inputPrice", "outputPrice", "dailyTokens", "maximumTokens")) {
            use.option(option)
                    .filter(value -> value.matches("\\d{1,15}(\\.\\d{1,15})?"))
                    .ifPresent(value -> needs.model(option, new BigDecimal(value)));
        }
    }

    private static void objects(EndpointUse use, Needs needs, Access access) {
        boolean streamed = access.actions().contains("s3:AbortMultipartUpload");
        needs.calls(
                streamed ? Work.OUTPUT : access.actions().get(0), access.names().size());
        needs.resource(use, access.resource(), ResourceKind.BUCKET).ifPresent(bucket -> {
            for (String option : access.names()) {
                String named = use.option(option).orElse("");
                boolean parted =
                        option.equals("valid") && use.option("partitionBy").isPresent();
                String key = parted ? PartitionName.pattern(named) : named;
                if (named.isEmpty()) {
                    continue;
                }
                S3Permissions.write(use, needs, bucket, HeaderValue.of(key), access.actions());
            }
        });
    }

    private static String purpose(String action) {
        return action.replaceFirst("^.*:", "").replaceFirst("^Query$", "QueryItem") + "s";
    }

    private static List<Access> accesses(String uri) {
        String[] parts = EndpointUri.identity(uri).split(":", 2);
        return OwnComponent.accesses(parts[0], parts.length > 1 ? parts[1] : "");
    }

    /** What is known of the headers after a step. */
    static Flow after(Step step, Flow before, Settings settings) {
        Flow after = bodyChanged(before);
        String uri = step.attribute("uri");
        for (Access access : accesses(uri)) {
            if (access.target() == Access.Target.SENDER) {
                HeaderValue sender = option(uri, access.resource(), settings);
                after = after.with(MailPermissions.FROM, sender).with(MIME, HeaderValue.of(MIME));
            }
            if (access.target() == Access.Target.RECIPIENTS) {
                after = after.with(MailPermissions.TO, option(uri, access.resource(), settings));
            }
        }
        return uri.startsWith("log:") ? before : after;
    }

    private static HeaderValue option(String uri, String name, Settings settings) {
        Map<String, String> options = new HashMap<>();
        Arrays.stream(uri.split("[?&]"))
                .filter(option -> option.contains("="))
                .forEach(option -> options.put(option.split("=", 2)[0], option.split("=", 2)[1]));
        return HeaderValue.of(settings.resolve(options.getOrDefault(name, "")));
    }

    static Flow bodyChanged(Flow before) {
        return before.without(MIME, "");
    }
}
