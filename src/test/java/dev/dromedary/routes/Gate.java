package dev.dromedary.routes;

import dev.dromedary.routes.Calls.Call;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Holds up the first call of a kind until it is opened, and tells when another has been made. */
final class Gate implements Calls.Meddler {

    private static final long LONGEST = 60;

    private final Predicate<Call> held;
    private final Predicate<Call> watched;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);
    private final CountDownLatch seen = new CountDownLatch(1);

    /**
     * A closed gate.
     *
     * @param held the call that takes effect, and whose caller then waits
     * @param watched the call of another caller
     */
    Gate(Predicate<Call> held, Predicate<Call> watched) {
        this.held = held;
        this.watched = watched;
    }

    @Override
    public Object after(Call call, Object reply) {
        if (held.test(call) && reached.getCount() > 0) {
            reached.countDown();
            await(open);
        } else if (watched.test(call)) {
            seen.countDown();
        }
        return reply;
    }

    void awaitReached() {
        await(reached);
    }

    void awaitSeen() {
        await(seen);
    }

    void open() {
        open.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(LONGEST, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nothing came within " + LONGEST + " s");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
