package dev.dromedary.desk.source;

import java.util.function.BooleanSupplier;

/** Looks once for work, and hands it to the route. Used by one thread. */
@FunctionalInterface
public interface Poller {

    /**
     * Does what there is to do now.
     *
     * @param ending whether nothing new is to be begun
     * @return whether there was anything, so that it is worth looking again at once
     */
    boolean run(BooleanSupplier ending);
}
