package dev.dromedary.function.ledger;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The ledger as Camel's idempotent repository, for {@code idempotentConsumer} with its defaults ({@code eager},
 * {@code skipDuplicate}, {@code removeOnFailure} true; {@code completionEager} false). Its key says which thing
 * and version it is about ({@link LedgerKey}), and the route in whose steps it stands is the one that the thing belongs to: whatever
 * functions use that route have one item for the thing. Claims nest: within work on one thing, there may be work on another.
 *
 * <p>Needs {@code dynamodb:GetItem} and {@code dynamodb:PutItem} on the table, whose hash key is {@code id} (string) and whose TTL
 * attribute is {@code expires}. Nothing is called, drawn or started before the first {@code add}.
 */
public final class DynamoDbLedger extends ExchangeRepository {

    /** What its role has to allow on the table. */
    public static final List<String> ACTIONS = List.of("dynamodb:GetItem", "dynamodb:PutItem");

    /** The exchange property that holds the nonce of a claim that has not been answered yet. */
    private static final String NONCE = "claimNonce";

    private static final Logger LOG = LoggerFactory.getLogger(DynamoDbLedger.class);

    private final LedgerStore store;
    private final LedgerTimes times;
    private final Clock clock;
    private final InstantSource own;
    private final Renewer renewer;
    private final Claimant claimant;

    /**
     * A ledger.
     *
     * @param client reaches DynamoDB
     * @param table name of the table
     * @param keep how long an item is kept after its last write; longer than any event can be delivered again
     */
    public DynamoDbLedger(DynamoDbClient client, String table, Duration keep) {
        this(client, table, keep, InstantSource.system());
    }

    /**
     * A ledger on a machine whose clock is to be judged by DynamoDB's.
     *
     * @param own the machine's clock
     */
    DynamoDbLedger(DynamoDbClient client, String table, Duration keep, InstantSource own) {
        this(client, table, keep, own, new ReplyClock(own));
    }

    private DynamoDbLedger(DynamoDbClient client, String table, Duration keep, InstantSource own, ReplyClock clock) {
        this(
                new LedgerTable(client, table, clock),
                LedgerTimes.keeping(keep),
                clock,
                own,
                time -> Thread.sleep(time.toMillis()),
                Renewer.thread());
    }

    DynamoDbLedger(LedgerStore store, LedgerTimes times, Clock clock, Waiter waiter, Renewer renewer) {
        this(store, times, clock, clock, waiter, renewer);
    }

    private DynamoDbLedger(
            LedgerStore store, LedgerTimes times, Clock clock, InstantSource own, Waiter waiter, Renewer renewer) {
        this.store = store;
        this.times = times;
        this.clock = clock;
        this.own = own;
        this.renewer = renewer;
        this.claimant = new Claimant(store, times, clock, own, waiter);
    }

    /**
     * Claims the exchange's thing and binds the {@link Claim} to the exchange, or sets {@link LedgerProperties#OUTCOME} if there is
     * nothing to do.
     *
     * @param key a {@link LedgerKey}
     * @return whether the exchange is to be worked on
     * @throws IllegalArgumentException if the key is none
     * @throws OtherRequestException if another request was made under the same id
     * @throws StillRunningException if another attempt holds the claim and there is no (more) time to wait
     * @throws IllegalStateException if the exchange works on the thing already, or comes from no route
     */
    @Override
    public boolean add(Exchange exchange, String key) {
        ClaimRequest request = request(exchange, key);
        if (HeldClaims.isHeld(exchange, request.id())) {
            throw new IllegalStateException(
                    "The exchange works on \"" + LogText.escape(request.id())
                            + "\" already, within an idempotentConsumer of the same route and key; give the inner one a key of its own.");
        }
        tell(exchange, null);
        ClaimDecision decision = claimant.claim(request, waitUntil(exchange));
        if (decision instanceof ClaimDecision.Mine mine) {
            Claim claim = new Claim(store, times.rules(), clock, request, mine.next());
            HeldClaims.add(exchange, claim);
            exchange.removeProperty(NONCE);
            claim.keepRenewed(renewer, times);
            return true;
        }
        String outcome = decision instanceof ClaimDecision.Superseded
                ? LedgerProperties.SUPERSEDED
                : LedgerProperties.DONE_ALREADY;
        nothingToDo(exchange, request.id(), outcome);
        return false;
    }

    private static ClaimRequest request(Exchange exchange, String text) {
        LedgerKey key = LedgerKey.of(text);
        String routeId = routeId(exchange);
        Optional<String> replay = Optional.ofNullable(exchange.getProperty(Replay.PROPERTY, Replay.class))
                .map(Replay::id);
        Optional<String> requestHash = Optional.ofNullable(
                        exchange.getProperty(LedgerProperties.REQUEST_HASH, String.class))
                .filter(hash -> text.equals(exchange.getProperty(LedgerProperties.IDEMPOTENCY_KEY)));
        return new ClaimRequest(
                routeId, key.thing(), key.order(), nonce(exchange, key.id(routeId)), replay, requestHash);
    }

    /** The route in whose steps the {@code idempotentConsumer} stands, which may be one that others call. */
    private static String routeId(Exchange exchange) {
        Route route = exchange.getUnitOfWork() == null
                ? null
                : exchange.getUnitOfWork().getRoute();
        String routeId = route == null ? exchange.getFromRouteId() : route.getRouteId();
        if (routeId == null) {
            throw new IllegalStateException("The ledger needs to know the route, but the exchange comes from none.");
        }
        return routeId;
    }

    /**
     * Drawn at the claim from a generator made at the claim: SnapStart clones what the init phase makes. If a claim fails and
     * the route tries it again, it is still the same one: the reply that was lost may have said that it is taken. And if a
     * claim could not be completed or given back, and the route tries all of it again, it is still that of this run.
     */
    private static String nonce(Exchange exchange, String id) {
        Optional<Claim> before = HeldClaims.ended(exchange, id);
        if (before.isPresent()) {
            return before.get().owner();
        }
        String drawn = exchange.getProperty(NONCE, String.class);
        if (drawn == null) {
            drawn = nonce();
            exchange.setProperty(NONCE, drawn);
        }
        return drawn;
    }

    private static String nonce() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private Instant waitUntil(Exchange exchange) {
        if (!exchange.getProperty(LedgerProperties.WAITS_IN_PLACE, true, Boolean.class)) {
            return Instant.MIN;
        }
        Instant deadline = exchange.getProperty(LedgerProperties.DEADLINE, Instant.class);
        return deadline != null
                ? deadline
                : own.instant().plus(times.rules().longestLapse()).plus(times.look());
    }

    private static void nothingToDo(Exchange exchange, String id, String outcome) {
        tell(exchange, outcome);
        // The function logs the outcome of every object, this one too.
        LOG.debug("{}: {}", LogText.escape(id), outcome);
    }

    /** What becomes of nested work is not what becomes of the whole. */
    private static void tell(Exchange exchange, String outcome) {
        if (!HeldClaims.isNested(exchange)) {
            exchange.setProperty(LedgerProperties.OUTCOME, outcome);
        }
    }

    /**
     * Completes the claim, or gives it back if it is superseded. What fails here becomes the exchange's exception: Camel would log
     * and forget it if it were thrown ({@code UnitOfWorkHelper.doneSynchronizations}). Camel also decides only once whether an
     * exchange has failed: if another completion of the exchange, which ran before this one, has failed it, the claim is given back.
     *
     * @return whether the claim ended as it should
     */
    @Override
    public boolean confirm(Exchange exchange, String key) {
        if (exchange.isFailed()) {
            return release(exchange, key);
        }
        return complete(exchange, key);
    }

    private static boolean complete(Exchange exchange, String key) {
        try {
            Claim claim = end(exchange, key);
            claim.complete();
            if (claim.isSuperseded()) {
                nothingToDo(exchange, claim.id(), LedgerProperties.SUPERSEDED);
            }
            return true;
        } catch (RuntimeException e) {
            fail(exchange, e);
            return false;
        }
    }

    /**
     * Gives the claim back after a failure, so that another attempt may start at once. The route's own exception stays; what fails
     * here is added to it as suppressed. If the failure was handled (no exception is left, so the invocation succeeds and nothing
     * comes again), a claim that a step has {@linkplain Claim#completeWithoutContent() settled} is completed instead.
     *
     * @return whether the claim ended as it should
     */
    @Override
    public boolean remove(Exchange exchange, String key) {
        boolean settled = HeldClaims.last(exchange, LedgerKey.of(key))
                .filter(claim -> claim.isSettled() || claim.isSuperseded())
                .isPresent();
        return settled && !exchange.isFailed() ? complete(exchange, key) : release(exchange, key);
    }

    private static boolean release(Exchange exchange, String key) {
        try {
            end(exchange, key).release();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("A claim could not be given back and will lapse: {}", LogText.escape(e.toString()));
            fail(exchange, e);
            return false;
        }
    }

    private static Claim end(Exchange exchange, String key) {
        Claim claim = HeldClaims.last(exchange, LedgerKey.of(key))
                .orElseThrow(() ->
                        new IllegalStateException("The exchange's claim is gone: a step has removed the property \""
                                + LedgerProperties.CLAIMS + "\"."));
        HeldClaims.leave(exchange, claim);
        return claim;
    }

    private static void fail(Exchange exchange, RuntimeException failure) {
        Exception first = exchange.getException();
        if (first == null) {
            exchange.setException(failure);
        } else if (first != failure) {
            first.addSuppressed(failure);
        }
    }
}
