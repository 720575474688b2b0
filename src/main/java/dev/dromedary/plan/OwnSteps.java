package dev.dromedary.plan;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.item.ItemEndpoint;
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
        if (EndpointUri.identity(use.uri()).equals("records:manifest")) {
            needs.judge();
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
                case QUEUE ->
                    needs.resource(use, access.resource(), ResourceKind.QUEUE).ifPresent(queue -> {
                        needs.allow("SendMessages", queue.arn(), access.actions());
                        needs.emits(new Emission.Message(queue), use.step());
                    });
                case BUS -> event(use, needs, access);
                case SENDER, RECIPIENTS -> {
                    // Only tells aws2-ses who sends, and who gets it.
                }
            }
        }
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

    private static void objects(EndpointUse use, Needs needs, Access access) {
        needs.resource(use, access.resource(), ResourceKind.BUCKET).ifPresent(bucket -> {
            for (String option : access.names()) {
                String key = use.option(option).orElse("");
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
