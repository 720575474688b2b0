package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trigger's option {@code grants}: what a route may do beyond what its endpoints show, as {@code action=resource} pairs
 * separated by commas, or {@code none}: what can't be known calls nothing of AWS.
 *
 * <pre>
 * s3:GetObject={{orders.bucket}}/archive/*      objects; s3:ListBucket={{orders.bucket}}/archive/* for listing them
 * dynamodb:GetItem={{orders.table}}             a table; {{orders.table}}/index/by-day an index
 * sqs:SendMessage={{orders.queue}}              a queue; likewise events: bus, sns: topic, kinesis: stream, ses: address,
 *                                               lambda: function, states: state machine, firehose: delivery stream, athena: workgroup,
 *                                               secretsmanager: secret, ssm: parameter
 * bedrock:InvokeModel=arn:${partition}:bedrock:${region}::foundation-model/x     anything by its ARN
 * </pre>
 */
final class Grants {

    private static final Pattern PAIR = Pattern.compile("([a-z0-9-]+:[A-Za-z]+)\\s*=\\s*(\\S.*)");
    private static final Map<String, ResourceKind> KINDS = Map.ofEntries(
            Map.entry("dynamodb", ResourceKind.TABLE),
            Map.entry("sqs", ResourceKind.QUEUE),
            Map.entry("events", ResourceKind.BUS),
            Map.entry("sns", ResourceKind.TOPIC),
            Map.entry("kinesis", ResourceKind.STREAM),
            Map.entry("firehose", ResourceKind.DELIVERY_STREAM),
            Map.entry("ses", ResourceKind.IDENTITY),
            Map.entry("lambda", ResourceKind.FUNCTION),
            Map.entry("states", ResourceKind.STATE_MACHINE),
            Map.entry("athena", ResourceKind.WORKGROUP),
            Map.entry("secretsmanager", ResourceKind.SECRET),
            Map.entry("ssm", ResourceKind.PARAMETER));

    private static final String NONE = "none";

    private final List<Grant> grants;
    private final boolean none;

    /**
     * One pair.
     *
     * @param action such as {@code s3:GetObject}
     * @param resource as written, placeholders unresolved
     */
    private record Grant(String action, String resource) {}

    private Grants(List<Grant> grants, boolean none) {
        this.grants = grants;
        this.none = none;
    }

    /**
     * Reads the option.
     *
     * @param text placeholders unresolved
     * @throws IllegalArgumentException with one sentence, if a pair is none
     */
    static Grants parse(String text) {
        if (text.strip().equals(NONE)) {
            return new Grants(List.of(), true);
        }
        List<Grant> grants = new ArrayList<>();
        for (String pair : text.split(",")) {
            if (pair.isBlank()) {
                continue;
            }
            Matcher matcher = PAIR.matcher(pair.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("The option grants holds \"" + pair.strip()
                        + "\"; it has to be action=resource pairs without *, such as"
                        + " s3:GetObject={{orders.bucket}}/archive/*.");
            }
            if (matcher.group(2).equals("*")) {
                throw new IllegalArgumentException(
                        "The option grants allows " + matcher.group(1) + " on everything; name a resource.");
            }
            grants.add(new Grant(matcher.group(1), matcher.group(2).strip()));
        }
        return new Grants(grants, false);
    }

    /** Whether anything is granted, or that nothing need be. */
    boolean isDeclared() {
        return none || !grants.isEmpty();
    }

    /** Those of the actions that are granted for nothing. */
    List<String> missing(List<String> actions) {
        return actions.stream()
                .filter(action -> grants.stream().noneMatch(grant -> grant.action.equals(action)))
                .toList();
    }

    /** Adds the permissions. */
    void add(Step from, Needs needs) {
        for (Grant grant : grants) {
            String service = grant.action.substring(0, grant.action.indexOf(':'));
            if (grant.resource.startsWith("arn:")) {
                needs.allow("Granted", needs.settings().resolve(grant.resource), List.of(grant.action));
            } else if (service.equals("s3")) {
                objects(from, grant, needs);
            } else if (KINDS.containsKey(service)) {
                String[] parts = grant.resource.split("(?<=[^{])/(?=index/)", 2);
                needs.named(from, parts[0], KINDS.get(service)).ifPresent(resource -> {
                    needs.allow(
                            "Granted",
                            resource.arn() + (parts.length > 1 ? "/" + parts[1] : ""),
                            List.of(grant.action));
                    emission(grant, resource).ifPresent(emission -> needs.emits(emission, from));
                });
            } else {
                needs.finding(
                        from,
                        "The option grants names " + grant.resource + " for " + grant.action
                                + "; write its ARN, with ${partition}, ${region} and ${account}.");
            }
        }
    }

    /** What is granted may start functions, as what the endpoints show. */
    private static Optional<Emission> emission(Grant grant, Resource resource) {
        return switch (grant.action) {
            case "sqs:SendMessage", "kinesis:PutRecord", "kinesis:PutRecords" ->
                Optional.of(new Emission.Message(resource));
            case "events:PutEvents" -> Optional.of(new Emission.Event(resource, Set.of(), Set.of()));
            case "lambda:InvokeFunction" -> Optional.of(new Emission.Call(resource));
            default -> Optional.empty();
        };
    }

    private static void objects(Step from, Grant grant, Needs needs) {
        int slash = grant.resource.indexOf('/');
        String bucketName = slash < 0 ? grant.resource : grant.resource.substring(0, slash);
        String keys = slash < 0 ? "" : needs.settings().resolve(grant.resource.substring(slash + 1));
        needs.named(from, bucketName, ResourceKind.BUCKET).ifPresent(bucket -> {
            if (grant.action.equals("s3:ListBucket")) {
                needs.allowListing(bucket, keys.isEmpty() ? "*" : keys);
            } else {
                needs.allow("Granted", bucket.arn() + (keys.isEmpty() ? "" : "/" + keys), List.of(grant.action));
                needs.used().prefix(bucket, keys);
            }
            if (grant.action.equals("s3:PutObject")) {
                needs.emits(new Emission.Put(bucket, new KeyPattern(keys.isEmpty() ? "*" : keys)), from);
            }
            if (grant.action.equals("s3:GetObject") && !keys.isEmpty()) {
                needs.allowListing(bucket, keys);
            }
        });
    }
}
