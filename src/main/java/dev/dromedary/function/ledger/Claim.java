package dev.dromedary.function.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to work on one version of a thing, held by one run from {@code add} to {@code confirm} or {@code remove} and renewed
 * beside it. Steps find it as the exchange property {@link LedgerProperties#CLAIM}. Safe for use by several threads.
 *
 * <p>Methods that reach the ledger's table throw what DynamoDB's client throws when the table can't be reached.
 *
 * <p>The order of a run that writes outputs: read everything; {@link #unchanged}: only complete; {@link #duplicateOf}: abort the
 * uploads, say so; otherwise {@link #renew}, make the outputs visible. In all three cases {@link #completeWith} then says what
 * was read.
 */
public final class Claim {

    private static final Logger LOG = LoggerFactory.getLogger(Claim.class);

    /** What is behind the route in the ids of content items, {@code <route id>!<definition>#<content>}: no thing's id has it there. */
    private static final char CONTENT = '!';

    /** No call takes so long. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final LedgerStore store;
    private final ClaimRules rules;
    private final Clock clock;
    private final ClaimRequest request;
    private final OwnedItem owned;
    private Renewer.Renewing renewing = () -> {};
    private Optional<Content> content = Optional.empty();
    private Optional<String> heldElsewhere = Optional.empty();
    private boolean settled;
    private boolean superseded;
    private volatile boolean ended;

    Claim(LedgerStore store, ClaimRules rules, Clock clock, ClaimRequest request, LedgerItem item) {
        this.store = store;
        this.rules = rules;
        this.clock = clock;
        this.request = request;
        this.owned = new OwnedItem(store, clock, request.owner(), item);
    }

    /** The ledger id: {@code <route id>#<thing>}. */
    public String id() {
        return request.id();
    }

    /** Whether it is the claim of what a key says. */
    boolean isOf(LedgerKey key) {
        return request.thing().equals(key.thing()) && request.sequencer().equals(key.order());
    }

    /** The nonce that tells this run from others. */
    String owner() {
        return request.owner();
    }

    /** The claimed version: its sequencer, or {@code -} for a thing that has no versions. */
    public String version() {
        return request.sequencer().value();
    }

    /**
     * Keeps a text, under a name, for this attempt and for later ones at the same version of the thing, until one of them
     * completes or another version is claimed: an answer that was paid for, or a choice that was made, is the same for a retry.
     * The lease is renewed by the way.
     *
     * @param name what to recall it by; a text that was remembered under it before is forgotten
     * @param text what to remember; all names and texts together have at most 204,800 bytes in UTF-8
     * @throws ClaimLostException if the claim is no longer this run's: nothing is remembered
     * @throws IllegalArgumentException if the name is blank or the text is too large: nothing is remembered
     */
    public synchronized void remember(String name, String text) {
        owned.requireHeld();
        owned.write((known, owner, now) -> rules.remember(known, owner, name, text, now));
    }

    /**
     * Keeps a text, under a name, for later versions of the thing, too: what a version has left elsewhere, for the one that has to
     * take it back. The lease is renewed by the way.
     *
     * @param name what to recall it by
     * @param text what to remember; all names and texts together have at most 20,480 bytes in UTF-8. Null: it is forgotten
     * @throws ClaimLostException if the claim is no longer this run's: nothing is remembered
     * @throws IllegalArgumentException if the name is blank or the text is too large: nothing is remembered
     */
    public synchronized void rememberLasting(String name, String text) {
        owned.requireHeld();
        owned.write((known, owner, now) -> rules.rememberLasting(known, owner, name, text, now));
    }

    /**
     * What an attempt at this or an earlier version of the thing has left.
     *
     * @param name what it was remembered under
     */
    public synchronized Optional<String> rememberedLasting(String name) {
        return Optional.ofNullable(owned.item().lasting().texts().get(name));
    }

    /**
     * What this attempt or an earlier one at the same version of the thing remembered.
     *
     * @param name what it was remembered under
     */
    public synchronized Optional<String> remembered(String name) {
        return Optional.ofNullable(owned.item().memory().texts().get(name));
    }

    /**
     * Names the last completion of the thing, by whichever version: what was left before it has been told of, and what was left
     * since has not. Empty as long as none has completed.
     */
    public synchronized Optional<String> lastCompletion() {
        return owned.item().completed().map(LedgerItem.Completed::by);
    }

    /**
     * The time, in whole milliseconds, at which this version of the thing was first claimed. A retry sees the same time, so what
     * it names by the time is written once.
     */
    public synchronized Instant firstClaimed() {
        return owned.item().firstClaims().get(request.sequencer());
    }

    /**
     * Whether this thing's outputs are already those of this content: the last completed version had it, under the same
     * definition, and no later run was about to replace the outputs. Then only the ledger is to change. Never for a replay, which is
     * asked for so that the outputs are made again.
     *
     * @param contentHash SHA-256 of all that was read, hexadecimal
     * @param definitionHash hash of the route and its schema, hexadecimal
     */
    public synchronized boolean unchanged(String contentHash, String definitionHash) {
        Content read = new Content(contentHash, definitionHash);
        LedgerItem item = owned.item();
        if (isReplay() || item.outputsInDoubt() || !item.completedWith(read)) {
            return false;
        }
        Optional<String> other = item.completed().flatMap(LedgerItem.Completed::duplicateOf);
        if (other.isPresent() && !holds(other.get(), read)) {
            return false;
        }
        heldElsewhere = other;
        return true;
    }

    /**
     * The thing under whose name the same route, under the same definition, has completed this content, if its outputs are still
     * those of this content and no run is at work on it. Two runs with the same content at the same moment don't see each other;
     * both are processed. None for a replay.
     *
     * @param contentHash SHA-256 of all that was read, hexadecimal
     * @param definitionHash hash of the route and its schema, hexadecimal
     * @return the ledger id of the other thing
     */
    public synchronized Optional<String> duplicateOf(String contentHash, String definitionHash) {
        Content read = new Content(contentHash, definitionHash);
        heldElsewhere = Optional.of(contentId(read))
                .filter(contentId -> !isReplay())
                .flatMap(store::contentHolder)
                .filter(other -> !other.equals(id()))
                .filter(other -> holds(other, read));
        return heldElsewhere;
    }

    private boolean isReplay() {
        return request.replay().isPresent();
    }

    private boolean holds(String other, Content read) {
        return store.read(other).filter(found -> found.holds(read)).isPresent();
    }

    private String contentId(Content read) {
        return request.routeId() + CONTENT + read.definition() + '#' + read.hash();
    }

    /**
     * Renews the lease just before outputs become visible, and notes in the ledger that they are about to: should this run die
     * before it completes, no later run takes the outputs for those of the last completed version.
     *
     * @throws ClaimLostException if the claim is no longer this run's: the outputs must not become visible
     */
    public synchronized void renew() {
        owned.requireHeld();
        owned.write(rules::renewBeforeOutputs);
        heldElsewhere = Optional.empty();
    }

    /**
     * Says what completing will store: what was read to its end. If {@link #duplicateOf} found the content elsewhere and
     * {@link #renew} was not called since, the ledger notes that the outputs are there.
     *
     * @param contentHash SHA-256 of all that was read, hexadecimal
     * @param definitionHash hash of the route and its schema, hexadecimal
     */
    public synchronized void completeWith(String contentHash, String definitionHash) {
        content = Optional.of(new Content(contentHash, definitionHash));
        settled = true;
    }

    /**
     * Says that the run has done all there is to do though it did not read its input to the end (a file that is rejected whole).
     * The claim is then completed even if Camel counts the exchange as failed and handled ({@code handled: true}), for which it
     * calls {@code remove}.
     */
    public synchronized void completeWithoutContent() {
        content = Optional.empty();
        heldElsewhere = Optional.empty();
        settled = true;
    }

    /**
     * Says that what was announced is no longer there (S3 answers 412 to a read on the condition of the announced ETag): the claim
     * will be given back, not completed.
     */
    public synchronized void supersede() {
        superseded = true;
    }

    /** Whether a step has said that what was announced is no longer there. */
    public synchronized boolean isSuperseded() {
        return superseded;
    }

    /** Whether a step has said that the run has done all there is to do. */
    synchronized boolean isSettled() {
        return settled;
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /**
     * The time by the ledger's clock, which is that of DynamoDB where its replies tell it: the same for all who work with the
     * table, whatever their own clocks say.
     */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Makes sure that others may still see what this run is about to write, send or delete. Does not reach the table, and does not
     * wait for a call that does. Always true once the claim has ended in good order: what follows is another's business.
     *
     * @return for how long the claim stands without another renewal; longer than zero
     * @throws ClaimLostException if the claim is no longer this run's, or its lease has ended without a renewal
     */
    public Duration requireLease() {
        if (ended) {
            return FOR_EVER;
        }
        owned.requireHeld();
        Duration left = owned.leaseLeft();
        if (left.isNegative() || left.isZero()) {
            throw owned.lose(null);
        }
        return left;
    }

    /** Starts renewing beside the run, with its log context. */
    synchronized void keepRenewed(Renewer renewer, LedgerTimes times) {
        renewing = renewer.start(times.renewal(), LogContext.carry(this::renewBeside));
    }

    private synchronized void renewBeside() {
        if (ended || owned.isLost()) {
            return;
        }
        try {
            owned.write(rules::renew);
        } catch (ClaimLostException e) {
            LOG.warn(e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn(
                    "The claim of \"{}\" could not be renewed: {}", LogText.escape(id()), LogText.escape(e.toString()));
            if (clock.instant().isAfter(owned.item().leaseUntil())) {
                owned.lose(e);
            }
        }
    }

    /**
     * Ends the claim as the run's steps have said: completed, or given back if superseded.
     *
     * @throws ClaimLostException if the claim is no longer this run's
     */
    synchronized void complete() {
        end();
        owned.requireHeld();
        if (superseded) {
            owned.write(rules::release);
            return;
        }
        if (heldElsewhere.isEmpty()) {
            // Before the completion: should the run die in between, the holder's own item tells that it does not hold
            // the content.
            content.ifPresent(read ->
                    store.holdContent(contentId(read), id(), owned.item().expires()));
        }
        owned.write((known, owner, now) -> rules.complete(known, owner, content, heldElsewhere, now));
    }

    /**
     * Gives the claim back.
     *
     * @throws ClaimLostException if the claim is no longer this run's
     */
    synchronized void release() {
        end();
        owned.write(rules::release);
    }

    private void end() {
        ended = true;
        renewing.stop();
    }
}
