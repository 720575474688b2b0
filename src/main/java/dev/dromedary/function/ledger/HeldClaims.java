package dev.dromedary.function.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    private static Scope under(Set<Claim> claims) {
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

    /** Adds a claim to those of an exchange. */
    static void add(Exchange exchange, Claim claim) {
        List<Claim> all = new ArrayList<>(of(exchange));
        all.removeIf(Claim::isEnded);
        all.add(claim);
        exchange.setProperty(LedgerProperties.CLAIMS, Set.copyOf(all));
    }

    @SuppressWarnings("unchecked")
    private static Set<Claim> of(Exchange exchange) {
        Set<Claim> claims = exchange.getProperty(LedgerProperties.CLAIMS, Set.class);
        return claims == null ? Set.of() : claims;
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
