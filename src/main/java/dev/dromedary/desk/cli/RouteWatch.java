package dev.dromedary.desk.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;

/** Tells when a file under the routes folder is saved, by Camel's own watcher. */
final class RouteWatch {

    private static final List<String> WATCHED = List.of(".yaml", ".properties", ".json", ".ftl", ".ftlh", ".sql");

    /** Editors save in several steps. */
    private static final int SETTLED_MILLISECONDS = 150;

    private static final int LOOK_MILLISECONDS = 250;

    private final BlockingQueue<String> saved = new LinkedBlockingQueue<>();

    private RouteWatch() {}

    /**
     * Begins to watch.
     *
     * @param context as long as it runs
     * @param routes the routes folder
     */
    static RouteWatch start(CamelContext context, Path routes) throws Exception {
        RouteWatch watch = new RouteWatch();
        FileWatcherResourceReloadStrategy strategy = new QuietWatcher(routes);
        strategy.setPollTimeout(LOOK_MILLISECONDS);
        strategy.setFileFilter(file -> WATCHED.stream().anyMatch(file.getName()::endsWith));
        strategy.setResourceReload((name, resource) -> watch.saved.add(name));
        context.addService(strategy);
        return watch;
    }

    /**
     * Waits for the next file that is saved, and until no more follow.
     *
     * @param over whether nobody waits any longer
     * @return false if that is so
     */
    boolean awaitSaved(BooleanSupplier over) throws InterruptedException {
        while (saved.poll(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS) == null) {
            if (over.getAsBoolean()) {
                return false;
            }
        }
        while (saved.poll(SETTLED_MILLISECONDS, TimeUnit.MILLISECONDS) != null) {
            if (over.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    /** Says nothing at its start. Camel wants a class that has a name. */
    private static final class QuietWatcher extends FileWatcherResourceReloadStrategy {

        QuietWatcher(Path routes) {
            super(routes.toAbsolutePath().toString(), true);
        }

        @Override
        protected String startupMessage(File folder) {
            return null;
        }
    }
}
