package dev.dromedary.faults;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.desk.testing.Rehearsal;
import dev.dromedary.desk.testing.TestCase;
import dev.dromedary.desk.testing.TestFile;
import dev.dromedary.function.ledger.HandDrivenLedger;
import dev.dromedary.function.runtime.BatchResult;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.InvocationFailedException;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.WiredServices;
import java.io.IOException;
import java.net.SocketException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A function in a process of its own, whose calls go over a wire on which a fault can be met, and whose clock may be wrong. */
final class FunctionProcess implements AutoCloseable {

    /** Longer than a lease with all that is added to it. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private static final Duration RENEWAL = Duration.ofSeconds(15);

    private static final int SERVER_ERROR = 500;

    /**
     * A fault that is met once, at a call.
     *
     * @param call the number of the call
     * @param fault what comes
     * @param lasting whether all later calls of the service meet it, too, until the invocation ends
     */
    record Plan(int call, Fault fault, boolean lasting) {}

    /** What happens at a call besides, such as another process at work. */
    interface Companion {

        /** @param after whether the call has taken effect */
        void at(Call call, boolean after);
    }

    /** What is known of a call that came to its end. */
    record Made(Call call, boolean batch, boolean body, boolean checksum) {}

    private final SimulatedTime time;
    private final CallLog log = new CallLog();
    private final List<Made> made = new CopyOnWriteArrayList<>();
    private final List<Runnable> renewals = new CopyOnWriteArrayList<>();
    private final RouteFunction function;

    private EmbeddedCloud cloud;
    private Server server;
    private Duration skew = Duration.ZERO;
    private Plan plan;
    private Companion companion = (call, after) -> {};
    private boolean met;
    private boolean dead;
    private boolean isRenewing;
    private InvocationFailedException failure;
    private String serviceOfFault = "";
    private int invocations;

    FunctionProcess(TestFile file, TestCase test, SimulatedTime time) {
        this(file, test, time, Map.of(), Optional.empty());
    }

    /**
     * @param properties more than the case gives
     * @param traceDaemon address of X-Ray's daemon
     */
    FunctionProcess(
            TestFile file,
            TestCase test,
            SimulatedTime time,
            Map<String, String> properties,
            Optional<String> traceDaemon) {
        this.time = time;
        Wire wire = new Wire(log, time, this::answer);
        Map<String, String> given = new TreeMap<>(Rehearsal.given(test));
        given.putAll(properties);
        WiredServices services = new WiredServices(
                wire.client(), wire::configure, Rehearsal.properties(file, given), this::ledger, traceDaemon);
        try {
            function = RouteFunction.start(file.files(), file.route(), services);
        } catch (Exception e) {
            throw new IllegalStateException(file.route() + " does not start", e);
        }
        services.open();
    }

    private IdempotentRepository ledger(CamelContext context) {
        return HandDrivenLedger.of(
                context.getRegistry().lookupByNameAndType("dynamoDb", DynamoDbClient.class),
                context.resolvePropertyPlaceholders("{{dromedary.ledger.table}}"),
                new Skewed(),
                time::pass,
                task -> {
                    renewals.add(task);
                    return () -> renewals.remove(task);
                });
    }

    CamelContext context() {
        return function.context();
    }

    /** Whether nothing is handed over before what came earlier is done, as of a shard. */
    boolean isInOrder() {
        return TriggerSource.feedOf(function.endpoint()) instanceof Feed.Records;
    }

    /** Begins anew, in another cloud, with a clock that is right or wrong by so much. */
    void begin(EmbeddedCloud anew, Server behind, Duration wrongBy) {
        cloud = anew;
        server = behind;
        skew = wrongBy;
        plan = null;
        companion = (call, after) -> {};
        met = false;
        dead = false;
        renewals.clear();
        made.clear();
        log.forget();
    }

    void meet(Plan next) {
        plan = next;
    }

    void accompany(Companion next) {
        companion = next;
    }

    boolean hasMet() {
        return met;
    }

    /** The calls so far, in their order. */
    List<Made> made() {
        Map<Integer, Made> last = new TreeMap<>();
        made.forEach(each -> last.put(each.call().number(), each));
        return List.copyOf(last.values());
    }

    /** How many calls there were. */
    int calls() {
        return log.made().size();
    }

    /**
     * Invokes the function once.
     *
     * @return whether it succeeded; what has to come again otherwise
     */
    Optional<Map<String, Object>> invoke(Map<String, Object> event) {
        dead = false;
        renewals.clear();
        Instant now = now();
        Instant real = Instant.now();
        Duration given = Duration.ofSeconds(function.endpoint().getTimeout());
        Instant start = now.isBefore(real) ? real : now;
        Invocation invocation =
                new Invocation("request-" + ++invocations, start.plus(given).minusSeconds(5), start.plus(given));
        try {
            BatchResult handled = function.handle(event, invocation);
            if (isForLater(handled.reply())) {
                return Optional.of(event);
            }
            return handled.failed().isEmpty() ? Optional.empty() : Optional.of(again(event, handled));
        } catch (InvocationFailedException e) {
            failure = e;
            return Optional.of(event);
        } finally {
            if (met) {
                plan = null;
            }
        }
    }

    /** Of a request, what its caller tries again: it was not the caller's fault, or the same request is at work still. */
    private static boolean isForLater(Map<String, Object> reply) {
        return reply.get("statusCode") instanceof Integer status
                && (status >= SERVER_ERROR || String.valueOf(reply.get("body")).contains("is still being handled"));
    }

    /** Why it failed last. */
    String failure() {
        return failure == null ? "none" : failure.getMessage();
    }

    /** Of a batch, only the messages that failed come again. */
    private static Map<String, Object> again(Map<String, Object> event, BatchResult handled) {
        if (!(event.get("Records") instanceof List<?> records)) {
            return event;
        }
        List<Object> failed = new ArrayList<>();
        for (Object each : records) {
            if (each instanceof Map<?, ?> message && handled.failed().containsKey(message.get("messageId"))) {
                failed.add(each);
            }
        }
        return Map.of("Records", failed);
    }

    private Instant now() {
        return time.instant().plus(skew);
    }

    private Wire.Answer answer(Wire.Attempt attempt) throws IOException {
        if (dead) {
            throw new SocketException("The process is gone");
        }
        boolean first = attempt.number() == 0;
        if (first) {
            companion.at(attempt.call(), false);
        }
        Wire.Answer answer = isMet(attempt) ? meet(attempt) : Wire.Answer.whole(effect(attempt));
        made.add(new Made(
                attempt.call(),
                Batches.isOne(attempt.request()),
                answer.reply().body().length > 1,
                answer.reply().hasChecksum()));
        if (first) {
            companion.at(attempt.call(), true);
        }
        return answer;
    }

    private boolean isMet(Wire.Attempt attempt) {
        if (plan == null) {
            return false;
        }
        if (attempt.call().number() == plan.call()) {
            if (attempt.number() == 0) {
                serviceOfFault = attempt.call().service();
            }
            return attempt.number() == 0 || plan.lasting();
        }
        return met && plan.lasting() && attempt.call().service().equals(serviceOfFault);
    }

    private Reply effect(Wire.Attempt attempt) {
        return server.answer(attempt.call().service(), attempt.call().operation(), attempt.request(), attempt.body());
    }

    private Wire.Answer meet(Wire.Attempt attempt) throws IOException {
        met = true;
        Fault fault = plan.fault();
        if (fault.isOfBatches() && !Batches.isOne(attempt.request())) {
            return Wire.Answer.whole(effect(attempt));
        }
        return fault.meet(new Fault.Circumstances() {
            @Override
            public Call call() {
                return attempt.call();
            }

            @Override
            public Reply effect() {
                return FunctionProcess.this.effect(attempt);
            }

            @Override
            public Reply partly(boolean none) {
                SdkRequest request = attempt.request();
                return Server.reply(
                        attempt.call().service(),
                        attempt.call().operation(),
                        Batches.partly(request, none, cloud.dynamoDb(), cloud.eventBridge(), cloud.sqs()));
            }

            @Override
            public void wait(boolean renewing) {
                for (Duration waited = Duration.ZERO; waited.compareTo(LONG) < 0; waited = waited.plus(RENEWAL)) {
                    time.pass(RENEWAL);
                    if (renewing) {
                        renew();
                    }
                }
            }

            @Override
            public void die() {
                dead = true;
                renewals.clear();
            }
        });
    }

    /** One turn at a time: the next does not begin while one is slow. */
    private void renew() {
        if (!isRenewing) {
            isRenewing = true;
            renewals.forEach(Runnable::run);
            isRenewing = false;
        }
    }

    @Override
    public void close() {
        function.close();
    }

    /** The time as this process knows it. */
    private final class Skewed extends Clock {

        @Override
        public Instant instant() {
            return now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
