package dev.dromedary.desk.cli;

import dev.dromedary.desk.console.Console;
import dev.dromedary.desk.console.Site;
import dev.dromedary.desk.console.Work;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The console of a run. */
final class ConsoleRun implements AutoCloseable {

    private final Site site;
    private final Console console;

    private ConsoleRun(Site site, Console console) {
        this.site = site;
        this.console = console;
    }

    /** What follows the option is its port if it is a number, and else something of its own, such as a file. */
    static final class PortOrFile implements IParameterPreprocessor {

        @Override
        public boolean preprocess(
                Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
            if (arguments.isEmpty() || !arguments.peek().matches("[0-9]{1,9}")) {
                arguments.push("0");
            }
            return false;
        }
    }

    /**
     * Opens it, and tells where.
     *
     * @param port of 127.0.0.1, or 0 for any that is free
     * @param run what it shows
     * @throws UsageException if it can't be had
     */
    static ConsoleRun open(
            int port, PipelineRun run, RoutesFolder routes, String pipeline, Path data, PrintWriter told) {
        Site site = new Site(pipeline, routes, data, run.cloud(), OpenPipeline.clients(run), new Asked(run));
        try {
            Console console = new Console(port, site);
            told.println("console  " + console.address());
            told.flush();
            return new ConsoleRun(site, console);
        } catch (IOException e) {
            throw new UsageException("The port " + port + " can't be had (" + e.getMessage()
                    + "); choose another, or 0 for a free one.");
        }
    }

    /** A file of the routes has changed. */
    void routesChanged() {
        site.routesChanged();
    }

    @Override
    public void close() {
        console.close();
    }

    /**
     * What the console asks of a run.
     *
     * @param run the run
     */
    private record Asked(PipelineRun run) implements Work {

        @Override
        public List<String> upload(List<Path> files) throws IOException {
            return run.uploadMore(files);
        }

        @Override
        public List<String> denied() {
            return run.denied();
        }

        @Override
        public void undisturbed(Task task) throws IOException {
            // WatchedRun begins anew under the same lock.
            synchronized (run) {
                task.run();
            }
        }
    }
}
