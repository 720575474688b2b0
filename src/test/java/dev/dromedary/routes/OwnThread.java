package dev.dromedary.routes;

import java.util.concurrent.Executor;

/** A thread for each task: the common pool has a single one on two processors, and these tests' tasks wait for each other. */
final class OwnThread {

    static final Executor EACH = task -> {
        Thread thread = new Thread(task, "beside");
        thread.setDaemon(true);
        thread.start();
    };

    private OwnThread() {}
}
