package dev.dromedary.desk.cloud.iam;

import dev.dromedary.desk.Arns;
import dev.dromedary.desk.cloud.ClientProxy;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.function.runtime.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * The role of one function: its clients do what its policy allows, on whatever thread, and all else is refused as AWS
 * refuses it. Until it is {@link #enforce enforced} it allows everything, as endpoints ask for their resources when they
 * start, which the init phase on Lambda answers itself.
 */
public final class FunctionRole {

    private static final String NAME = "functionRole";

    private final String route;
    private final String region;
    private final Supplier<Policy> plan;
    private final Actions actions;
    private final RunningStep step = new RunningStep();
    private final Set<Denial> denials = new LinkedHashSet<>();
    private final Map<String, LongAdder> calls = new ConcurrentSkipListMap<>();
    private Remedy remedy = new Remedy(null);
    private volatile Policy policy;

    /**
     * A role that is not enforced yet.
     *
     * @param route id of the function's route
     * @param region of the cloud
     * @param plan makes the policy; null, or one that gives null, for a role that allows everything
     */
    public FunctionRole(String route, String region, Supplier<Policy> plan) {
        this.route = route;
        this.region = region;
        this.plan = plan;
        this.actions = new Actions(region);
    }

    /** The role of a context, if it has one. */
    public static Optional<FunctionRole> of(CamelContext context) {
        return Optional.ofNullable(context.getRegistry().lookupByNameAndType(NAME, FunctionRole.class));
    }

    /** Id of the function's route. */
    public String route() {
        return route;
    }

    /** Gives a context that is not started yet this role. */
    public void bind(CamelContext context) {
        context.getRegistry().bind(NAME, FunctionRole.class, this);
        if (plan != null) {
            remedy = new Remedy(context);
            context.getCamelContextExtension().addInterceptStrategy(step);
        }
    }

    /** From now on, only what the plan grants; the plan is made anew. */
    public void enforce() {
        policy = plan == null ? null : plan.get();
    }

    /** Allows everything, until it is enforced again. */
    public void suspend() {
        policy = null;
    }

    /** The calls that were refused so far, each kind once. */
    public List<Denial> denials() {
        synchronized (denials) {
            return new ArrayList<>(denials);
        }
    }

    /**
     * How often the function called which operation, such as {@code s3:GetObject}, since the role was enforced; refused calls count, too.
     *
     * @return in alphabetical order; empty for a role that allows everything
     */
    public Map<String, Long> calls() {
        Map<String, Long> counted = new TreeMap<>();
        calls.forEach((operation, count) -> counted.put(operation, count.sum()));
        return counted;
    }

    /** Forgets what was refused, and what was called. */
    public void forget() {
        synchronized (denials) {
            denials.clear();
        }
        calls.clear();
    }

    /**
     * A client that calls a service in this role.
     *
     * @param type the interface of the service's client
     * @param service what is called
     */
    public <T extends SdkClient> T client(Class<T> type, T service) {
        return plan == null ? service : ClientProxy.of(type, () -> service, this::answer);
    }

    /**
     * Makes sure that what starts the function may do so. What may not is noted.
     *
     * @throws IllegalStateException with one sentence, if it may not
     */
    public void requireStart(Feed feed) {
        Policy current = policy;
        if (current == null) {
            return;
        }
        List<List<Asked>> ways = new Starting(route, region).ways(feed);
        if (ways.stream().noneMatch(way -> way.stream().allMatch(current::allows))) {
            Asked missing = ways.get(0).stream()
                    .filter(asked -> !current.allows(asked))
                    .findFirst()
                    .orElseThrow();
            throw new IllegalStateException(
                    denied("what starts the function", missing, current).sentence());
        }
    }

    /** Secrets and parameters that are read in this role. */
    public Secrets secrets(Secrets secrets) {
        return new Secrets() {
            @Override
            public void expect(Name name) {
                secrets.expect(name);
            }

            @Override
            public String value(Name name) {
                Policy current = policy;
                Asked asked = Actions.reading(name, region);
                if (current != null && !current.allows(asked)) {
                    throw new IllegalStateException(
                            denied(step.name(), asked, current).sentence());
                }
                return secrets.value(name);
            }
        };
    }

    /** Whether Lambda may keep, in the function's name, an event that has failed; if not, that is noted. */
    public boolean mayKeepFailed(String queue) {
        Policy current = policy;
        Starting starting = new Starting(route, region);
        Asked asked = Asked.of("sqs:SendMessage", Arns.of("sqs", region, queue));
        // What comes through a queue goes to the dead letters of that.
        if (current == null
                || current.allows(asked)
                || starting.queued().stream().allMatch(current::allows)) {
            return true;
        }
        denied("the on-failure destination", asked, current);
        return false;
    }

    private Denial denied(String who, Asked asked, Policy current) {
        Denial denial = new Denial(
                route, who, asked.action(), asked.resource(), remedy.of(asked) + Remedy.of(who, current.findings()));
        synchronized (denials) {
            denials.add(denial);
        }
        return denial;
    }

    private Object answer(AwsRequest request, ClientProxy.Operation operation) throws Throwable {
        Policy current = policy;
        if (current == null) {
            return operation.call(request);
        }
        calls.computeIfAbsent(
                        Actions.service(request) + ":" + Actions.operation(request), operationName -> new LongAdder())
                .increment();
        Optional<List<Asked>> asked = actions.of(request);
        if (asked.isEmpty()) {
            throw unknown(request);
        }
        for (Asked each : asked.get()) {
            require(request, current, each);
        }
        try {
            return operation.call(request);
        } catch (AwsServiceException e) {
            if (e.statusCode() == 404 && request instanceof S3Request s3 && !(e instanceof NoSuchBucketException)) {
                require(request, current, S3Actions.toldOfAbsence(s3));
            }
            throw e;
        }
    }

    private void require(AwsRequest request, Policy current, Asked asked) {
        if (!current.allows(asked)) {
            denied(step.name(), asked, current);
            throw AccessDenied.exception(
                    request,
                    "User: " + Arns.assumedRole(route) + " is not authorized to perform: " + asked.action()
                            + " on resource: " + asked.resource() + " because no identity-based policy allows the "
                            + asked.action() + " action");
        }
    }

    private AwsServiceException unknown(AwsRequest request) {
        String operation = Actions.service(request) + ":" + Actions.operation(request);
        synchronized (denials) {
            denials.add(new Denial(
                    route,
                    step.name(),
                    operation,
                    "any resource",
                    "the embedded cloud does not know which permission that takes, so go without by --allow-all"));
        }
        return AccessDenied.exception(
                request,
                "User: " + Arns.assumedRole(route) + " is not authorized to perform: " + operation
                        + ", as the embedded cloud does not know which permission it takes");
    }
}
