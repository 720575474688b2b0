package dev.dromedary.function.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/**
 * The claims under which a thread works: those of the exchange whose step it runs. Whatever changes something outside asks here
 * first, as a run that has lost its claim must not go on publishing: the clients of a function ({@link ClaimInterceptor}), those
 * of the embedded cloud, and each step of a route. All claims of nested work have to hold.
 *
 * <p>Bound to the thread, as a client knows nothing of an exchange.
 */
public final class HeldClaims {

    private static final ThreadLocal<Set<Claim>> CURRENT = new ThreadLocal<>();

    private HeldClaims() {}

    /** Ends what {@link #under} has begun. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Lets this thread work under the claims of an exchange, besides those that it works under already.
     *
     * @param exchange the exchange; a copy of it has the same claims
     * @return to be closed by the same thread
     */
    public static Scope under(Exchange exchange) {
        return under(of(exchange));
    }

    private static Scope under(Collection<Claim> claims) {
        Set<Claim> before = CURRENT.get();
        if (claims.isEmpty() || before != null && before.containsAll(claims)) {
            return () -> {};
        }
        Set<Claim> all = new LinkedHashSet<>(claims);
        if (before != null) {
            all.addAll(before);
        }
        CURRENT.set(Set.copyOf(all));
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    /** Adds a claim to those of an exchange, whose steps work under it from now on. */
    static void add(Exchange exchange, Claim claim) {
        List<Claim> all = new ArrayList<>(of(exchange));
        all.removeIf(other -> other.isEnded() && other.id().equals(claim.id()));
        all.add(claim);
        exchange.setProperty(LedgerProperties.CLAIMS, List.copyOf(all));
        exchange.setProperty(LedgerProperties.CLAIM, claim);
    }

    /** Whether an exchange, or the work that it is a part of, holds the claim of a thing. */
    static boolean isHeld(Exchange exchange, String id) {
        return held(exchange).anyMatch(claim -> claim.id().equals(id));
    }

    /** Whether what an exchange claims is a part of other work. */
    static boolean isNested(Exchange exchange) {
        return held(exchange).findAny().isPresent();
    }

    /** The claim of a thing that an exchange has held before. */
    static Optional<Claim> ended(Exchange exchange, String id) {
        return of(exchange).stream()
                .filter(claim -> claim.isEnded() && claim.id().equals(id))
                .findFirst();
    }

    /** The innermost of the held claims that a key names. */
    static Optional<Claim> last(Exchange exchange, LedgerKey key) {
        return held(exchange).filter(claim -> claim.isOf(key)).reduce((outer, inner) -> inner);
    }

    /** Lets the steps that follow work under the claim around one that ends; if there is none, it is told what there was. */
    static void leave(Exchange exchange, Claim claim) {
        if (exchange.getProperty(LedgerProperties.CLAIM) == claim) {
            held(exchange)
                    .filter(other -> other != claim)
                    .reduce((outer, inner) -> inner)
                    .ifPresent(outer -> exchange.setProperty(LedgerProperties.CLAIM, outer));
        }
    }

    /**
     * Notes under which claim the steps around an {@code idempotentConsumer} work. The claim of nested work is held until the exchange
     * is done, as Camel does it, but is not that of the steps behind it.
     *
     * @param exchange the exchange, before the nested work
     * @return to be closed behind the nested work, on any thread
     */
    public static Scope around(Exchange exchange) {
        Claim outer = exchange.getProperty(LedgerProperties.CLAIM, Claim.class);
        return outer == null || outer.isEnded() ? () -> {} : () -> exchange.setProperty(LedgerProperties.CLAIM, outer);
    }

    private static Stream<Claim> held(Exchange exchange) {
        return of(exchange).stream().filter(claim -> !claim.isEnded());
    }

    @SuppressWarnings("unchecked")
    private static List<Claim> of(Exchange exchange) {
        List<Claim> claims = exchange.getProperty(LedgerProperties.CLAIMS, List.class);
        return claims == null ? List.of() : claims;
    }

    /**
     * Takes this thread's claims and its log context along.
     *
     * @param work what another thread is to do
     * @return the same, under the claims and in the log context of this thread
     */
    public static Runnable carry(Runnable work) {
        Set<Claim> claims = CURRENT.get();
        return LogContext.carry(() -> {
            try (Scope scope = under(claims == null ? Set.of() : claims)) {
                work.run();
            }
        });
    }

    /**
     * Makes sure that this thread may still change what others see.
     *
     * @return the time that is left to the shortest of the leases that it works under; none if it works under no claim
     * @throws ClaimLostException if one of the claims is lost, or its lease has ended
     */
    public static Optional<Duration> require() {
        Set<Claim> claims = CURRENT.get();
        return claims == null
                ? Optional.empty()
                : claims.stream().map(Claim::requireLease).min(Duration::compareTo);
    }
}
