package dev.dromedary.desk.cli;

import dev.dromedary.plan.Finding;
import dev.dromedary.plan.RoutesFolder;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.support.FileWatcherResourceReloadStrategy;

/** A run that goes on: after each change of its routes, the same files once more. */
final class WatchedRun {

    private final PipelineRun run;
    private final RouteReloading reloading;
    private final RouteWatch watch;
    private final PrintWriter out;
    private final boolean json;
    private final Runnable reloaded;

    /**
     * Begins to watch.
     *
     * @param run was just started
     * @param routes the routes folder
     * @param pipeline its name
     * @param out gets mistakes and summaries
     * @param json whether summaries are documents
     * @param reloaded is told when routes have changed
     */
    WatchedRun(PipelineRun run, RoutesFolder routes, String pipeline, PrintWriter out, boolean json, Runnable reloaded)
            throws Exception {
        this.run = run;
        this.out = out;
        this.json = json;
        this.reloaded = reloaded;
        this.reloading = new RouteReloading(routes, pipeline, run.functions());
        this.watch = RouteWatch.start(run.functions().get(0).context(), routes.path());
    }

    /**
     * Goes on until nobody looks any longer.
     *
     * @param over whether that is so
     * @param files what is run
     * @param route id of the route that gets them; null for the first that takes each
     */
    void until(BooleanSupplier over, List<Path> files, String route) throws Exception {
        tell("Watching; Ctrl-C ends.");
        while (watch.awaitSaved(over)) {
            again(files, route);
        }
    }

    /** Reloads what has changed, and runs the files again if nothing is wrong. */
    private void again(List<Path> files, String route) throws Exception {
        RouteReloading.Reloaded changed = reloading.reload(run.functions());
        reloaded.run();
        List<Finding> findings = changed.findings();
        changed.files().forEach((file, routes) -> tell("Reloaded " + file + " (" + String.join(", ", routes) + ")."));
        if (!findings.isEmpty()) {
            findings.forEach(finding -> tell(finding.toString()));
            return;
        }
        // Whoever saves a file anew may have taken it away first.
        List<Path> missing =
                files.stream().filter(file -> !Files.isRegularFile(file)).toList();
        if (!missing.isEmpty()) {
            missing.forEach(file -> tell(
                    "There is no file " + file + " any more; put it back, and save a file under the routes folder."));
            return;
        }
        Summary summary;
        // What is asked for at the console meanwhile comes before or after.
        synchronized (run) {
            run.startOver();
            run.upload(files, route);
            run.awaitEnd();
            summary = run.summary();
        }
        tell(json ? summary.json().stripTrailing() : summary.text().stripTrailing());
    }

    private void tell(String text) {
        out.println(text);
        out.flush();
    }

    /** Tells when a file under the routes folder is saved, by Camel's own watcher. */
    private static final class RouteWatch {

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
}
