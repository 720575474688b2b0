package dev.dromedary.desk.cli;

import dev.dromedary.plan.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A run that goes on: after each change of its routes, the same files once more. */
final class WatchedRun {

    private final PipelineRun run;
    private final RouteReloading reloading;
    private final RouteWatch watch;
    private final PrintWriter out;
    private final boolean json;

    /**
     * Begins to watch.
     *
     * @param run was just started
     * @param routes the routes folder
     * @param pipeline its name
     * @param out gets mistakes and summaries
     * @param json whether summaries are documents
     */
    WatchedRun(PipelineRun run, Path routes, String pipeline, PrintWriter out, boolean json) throws Exception {
        this.run = run;
        this.out = out;
        this.json = json;
        this.reloading = new RouteReloading(routes, pipeline, run.functions());
        this.watch = RouteWatch.start(run.functions().get(0).context(), routes);
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
        RouteReloading.Reloaded reloaded = reloading.reload(run.functions());
        List<Finding> findings = reloaded.findings();
        reloaded.files().forEach((file, routes) -> tell("Reloaded " + file + " (" + String.join(", ", routes) + ")."));
        if (!findings.isEmpty()) {
            findings.forEach(finding -> tell(finding.toString()));
            return;
        }
        run.startOver();
        run.upload(files, route);
        run.awaitEnd();
        Summary summary = run.summary();
        tell(json ? summary.json().stripTrailing() : summary.text().stripTrailing());
    }

    private void tell(String text) {
        out.println(text);
        out.flush();
    }
}
