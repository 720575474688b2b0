package dev.dromedary.plan.check;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Work that is done beside other work.
 *
 * @param <T> what it comes to
 */
final class Beside<T> {

    private final CompletableFuture<T> future;

    private Beside(CompletableFuture<T> future) {
        this.future = future;
    }

    /** Starts it. */
    static <T> Beside<T> start(Supplier<T> work) {
        return new Beside<>(CompletableFuture.supplyAsync(here(work)));
    }

    /** The same work for whichever thread, with this one's loader: Maven's is not that of other threads, and only it knows our classes. */
    static <T> Supplier<T> here(Supplier<T> work) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return () -> {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(loader);
            try {
                return work.get();
            } finally {
                thread.setContextClassLoader(before);
            }
        };
    }

    /** Waits for it; what it throws is thrown here. */
    T result() {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
