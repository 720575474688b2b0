package dev.dromedary.function.runtime;

import java.time.Instant;

/** A body that is still to be read, and gives up in time. */
public interface TimedBody {

    /** Says when a read that stalls is to be given up: at the invocation's deadline. */
    void giveUpAt(Instant time);
}
