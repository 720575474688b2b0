package dev.dromedary.plan;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has to hold of a plan before it is written. What the trigger checks itself when it is made (ranges of memory and
 * timeout, sizes of batches, 29 seconds for http) and what a step needs (the URL of a queue, deduplication ids) are found
 * where they stand.
 */
final class Rules {

    static final Comparator<Finding> BY_PLACE =
            Comparator.comparing(Finding::file).thenComparing(Finding::line).thenComparing(Finding::message);

    /** Of queues and dead letters, the most that SQS has, and of the archives of buses. */
    static final Duration LONGEST_RETENTION = Duration.ofDays(14);

    /**
     * Bytes of a function's environment: 4 KB, less what Terraform's values for region, account and environment may add.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Quotas</a>
     */
    private static final int LARGEST_ENVIRONMENT = 3800;

    private static final List<Rule> ALL = List.of(
            Rules::cycles,
            Rules::readers,
            Rules::expiries,
            Rules::tables,
            Rules::missing,
            new OverlapRule(),
            new ResourceNameRule(),
            new SharedBusRule(),
            new CallRule(),
            new Thresholds(),
            new Catalog(),
            AskedTable::check,
            each(Rules::concurrency),
            each(Rules::environment),
            each(Rules::eventPattern),
            each(Rules::ledger),
            subject -> subject.functions().stream()
                    .flatMap(function -> function.trigger().check(subject, function).stream())
                    .toList());

    private Rules() {}

    static List<Finding> check(RoutesFolder folder, Collection<PlannedFunction> functions, Graph graph) {
        Rule.Subject subject = new Rule.Subject(folder, functions, graph);
        return ALL.stream().flatMap(rule -> rule.check(subject).stream()).toList();
    }

    /** Something that has to hold of each function by itself. */
    private interface FunctionRule {
        Optional<Finding> check(Rule.Subject subject, PlannedFunction function);
    }

    private static Rule each(FunctionRule rule) {
        return subject -> subject.functions().stream()
                .flatMap(function -> rule.check(subject, function).stream())
                .toList();
    }

    /** A function without any concurrency never runs. */
    private static Optional<Finding> concurrency(Rule.Subject subject, PlannedFunction function) {
        return Optional.ofNullable(function.endpoint().getReservedConcurrency())
                .filter(reserved -> reserved < 1)
                .map(reserved -> subject.at(
                        function,
                        "reservedConcurrency",
                        "reservedConcurrency is " + reserved + ", so that the function never runs; set at least 1, or"
                                + " leave it out."));
    }

    private static Optional<Finding> environment(Rule.Subject subject, PlannedFunction function) {
        int bytes = function.environment().entrySet().stream()
                .mapToInt(each -> (each.getKey() + each.getValue()).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        return bytes <= LARGEST_ENVIRONMENT
                ? Optional.empty()
                : Optional.of(function.from()
                        .finding("The properties that the route reads make an environment of " + bytes
                                + " bytes, and a function has 4 KB; put long texts into templates."));
    }

    /** The events that start a function, as EventBridge gets them: with the bucket's real name, source and detail type. */
    private static Optional<Finding> eventPattern(Rule.Subject subject, PlannedFunction function) {
        try {
            function.trigger()
                    .rule(function)
                    .ifPresent(rule -> EventPattern.check("The event pattern of " + function.id(), rule.pattern()));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            String option = function.options().containsKey("pattern") ? "pattern" : "uri";
            return Optional.of(subject.at(function, option, e.getMessage() + "."));
        }
    }

    /**
     * The ledger has to remember longer than anything may be delivered again: twice the retention of queues and of the
     * archives of event buses, as a message that was kept may be sent back and be kept again.
     */
    private static Optional<Finding> ledger(Rule.Subject subject, PlannedFunction function) {
        String days = function.ledgerDays();
        long least = 2 * LONGEST_RETENTION.toDays();
        return days.matches("\\d{1,6}") && Long.parseLong(days) >= least
                ? Optional.empty()
                : Optional.of(function.from()
                        .finding("The ledger forgets after " + days
                                + " days, but queues and archives may deliver again what is "
                                + LONGEST_RETENTION.toDays() + " days old; set the property"
                                + " dromedary.ledger.keep-days to at least " + least + "."));
    }

    /**
     * Buckets, tables, queues and the like that a route names are made. A function is made if it is one of the routes; state
     * machines and workgroups have a content that nobody could guess, so they have to be there already. The workgroup {@code
     * primary} is in every account.
     *
     * @see <a href="https://docs.aws.amazon.com/athena/latest/ug/workgroups-benefits.html">Workgroups</a>
     */
    private static List<Finding> missing(Rule.Subject subject) {
        Set<String> made = subject.functions().stream().map(PlannedFunction::id).collect(Collectors.toSet());
        Set<Resource> told = new HashSet<>();
        return subject.functions().stream()
                .flatMap(function -> function.needs().used().all().stream()
                        .filter(resource -> !resource.external() && isMissing(resource, made) && told.add(resource))
                        .map(resource -> ResourceNameRule.place(subject.folder(), function, resource.name())
                                .orElse(function.from())
                                .finding("The " + resource.kind().word() + " \"" + resource.name() + "\" that "
                                        + function.id() + " names is made by nobody"
                                        + (resource.kind() == ResourceKind.FUNCTION ? ", as no route is called so" : "")
                                        + "; make it, and list its name under external in the pipeline's"
                                        + " properties.")))
                .toList();
    }

    private static boolean isMissing(Resource resource, Set<String> made) {
        return switch (resource.kind()) {
            case FUNCTION -> !made.contains(resource.name());
            case STATE_MACHINE, DELIVERY_STREAM -> true;
            case WORKGROUP -> !resource.name().equals("primary");
            case BUCKET, TABLE, QUEUE, STREAM, BUS, TOPIC, IDENTITY, SECRET, PARAMETER -> false;
        };
    }

    /** Items expire by the attribute that the table is told of, and by no other. */
    private static List<Finding> expiries(Rule.Subject subject) {
        ResourceDocuments documents = new ResourceDocuments(subject.functions());
        List<Finding> findings = new ArrayList<>();
        subject.functions()
                .forEach(function -> function.needs().used().expiries().forEach((table, attributes) -> {
                    Optional<TableDefinition> definition =
                            documents.table(table).filter(known -> !table.external());
                    attributes.forEach((attribute, step) -> definition
                            .filter(known -> !attribute.equals(known.timeToLive()))
                            .ifPresent(known -> findings.add(step.finding("Items of the table " + table.name()
                                    + " are to expire by their attribute " + attribute + ", and the table expires "
                                    + (known.timeToLive() == null ? "none" : "by " + known.timeToLive())
                                    + "; name one attribute in the property that ends in .table.expires and in the option"
                                    + " expires."))));
                }));
        return findings;
    }

    /** A table that is to be created has to have a key. */
    private static List<Finding> tables(Rule.Subject subject) {
        ResourceDocuments documents = new ResourceDocuments(subject.functions());
        return subject.functions().stream()
                .flatMap(function -> function.needs().used().all().stream()
                        .filter(table -> table.kind() == ResourceKind.TABLE && !table.external())
                        .filter(table -> documents.table(table).isEmpty())
                        .map(table -> function.from()
                                .finding("Nothing says which key the table " + table.name()
                                        + " has; add a property that ends in .table.key beside the one that names it,"
                                        + " or list the table under " + function.pipeline() + ".external.")))
                .toList();
    }

    /**
     * A queue's message starts one of the functions that read it, whichever is first, and an HTTP API has one route for a
     * method and path. Streams and buses tell all.
     */
    private static List<Finding> readers(Rule.Subject subject) {
        Map<String, PlannedFunction> readers = new HashMap<>();
        return subject.functions().stream()
                .flatMap(function -> function.trigger().exclusive(function).stream()
                        .flatMap(thing -> Stream.ofNullable(readers.putIfAbsent(thing.name(), function))
                                .map(first -> subject.at(function, "uri", first.id() + thing.clash()))))
                .toList();
    }

    /** A route that starts itself, directly or through others, may never end, and costs as long as it runs. */
    private static List<Finding> cycles(Rule.Subject subject) {
        Set<String> meant = subject.functions().stream()
                .filter(function -> function.endpoint().isAllowCycle())
                .map(PlannedFunction::id)
                .collect(Collectors.toSet());
        return subject.graph().cycles(meant).stream().map(Rules::cycle).toList();
    }

    private static Finding cycle(List<Edge> cycle) {
        Edge first = cycle.get(0);
        String way = cycle.stream()
                .map(edge -> edge.to() + " (" + edge.through() + ")")
                .collect(Collectors.joining(", then "));
        return first.step()
                .finding("What " + first.from() + " does here starts " + way + ", so it starts itself again and again;"
                        + " write where no trigger of the cycle looks, or set allowCycle: true at the trigger of "
                        + first.from() + " if it is meant and ends.");
    }
}
