package dev.dromedary.desk.cli;

import dev.dromedary.desk.emulator.EmulatorException;
import dev.dromedary.desk.emulator.Endpoints;
import dev.dromedary.plan.OpenApi;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code run}: a whole pipeline on the embedded cloud. */
@Command(
        name = "run",
        description = {
            "Put files where a pipeline's trigger looks, let the whole pipeline finish, and say what became of them.",
            "Everything runs in this process: no account, no Docker. Only --model reaches out.",
            "With AWS_ENDPOINT_URL set, the functions run in this process on that emulator of AWS (MiniStack, LocalStack, moto)."
        })
final class RunCommand implements Callable<Integer> {

    private static final Path CLOUD = Path.of("target", "cloud");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "A folder under routes/, such as health.")
    private String pipeline;

    @Parameters(
            index = "1..*",
            paramLabel = "FILE",
            description =
                    "Files to upload, under their names; for a pipeline that a queue or a stream starts, files of messages"
                            + " or records, one a line (.ndjson, .jsonl).")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the embedded cloud in this folder between runs. Default: an empty one in target/cloud.")
    private Path data;

    @Option(
            names = "--to",
            paramLabel = "ROUTE",
            description = "The route that gets the files, such as health-ingest, where several take such files."
                    + " Default: the first whose trigger takes a file of that ending.")
    private String to;

    @Option(names = "--json", description = "Print what became of the files as one JSON document.")
    private boolean json;

    @Option(
            names = "--schedule",
            description =
                    "When the files have been handled, also start what a schedule starts, as if its time were now.")
    private boolean schedule;

    @Option(
            names = "--http",
            paramLabel = "PORT",
            description =
                    "When the files, if any, have been handled, answer requests to the pipeline's lambda-http routes at"
                            + " http://127.0.0.1:PORT until Ctrl-C; 0 takes any free port. Callers are not checked.")
    private Integer http;

    @Option(
            names = "--watch",
            description =
                    "When the files have been handled, wait for changes under the routes folder; reload the routes whose"
                            + " files change, run the files again and print the summary, until Ctrl-C. A mistake is printed"
                            + " with its place, and the route stays as it was.")
    private boolean watch;

    @Option(
            names = "--console",
            paramLabel = "PORT",
            arity = "0..1",
            preprocessor = ConsoleRun.PortOrFile.class,
            description =
                    "Show the run in a browser, at http://127.0.0.1:PORT (any free port unless told), until Ctrl-C: functions,"
                            + " objects, events, queues, tables, rejects, mails, logs and metrics; upload and replay.")
    private Integer console;

    @Option(
            names = "--model",
            paramLabel = "ID",
            description = "Ask this model of the real Bedrock, with the credentials and the region of the environment."
                    + " Default: a stand-in in this process, which asks no model.")
    private String model;

    @Option(
            names = "--allow-all",
            description =
                    "Let functions do more than the plan grants them. Default: a call without permission is refused"
                            + " as on AWS, told with what to grant, and the exit code is 1.")
    private boolean allowAll;

    @Option(
            names = "--create",
            description = "At an emulator (AWS_ENDPOINT_URL), first create what the plan of the pipeline names.")
    private boolean create;

    @Option(
            names = "--emulator",
            paramLabel = "HOST",
            description = "This host is an emulator too, besides localhost, 127.0.0.1, ministack, localstack and moto.")
    private Set<String> emulators = new TreeSet<>();

    @Mixin
    private EnvironmentOption environment;

    @Mixin
    private RoutesOption routes;

    private Progress progress;

    @Override
    public Integer call() throws Exception {
        RoutesFolder folder = RoutesOption.requirePipeline(routes.path(), pipeline);
        folder = EnvironmentOption.ofRun(environment.name()).map(folder::in).orElse(folder);
        List<Path> uploads = files.isEmpty() ? samples(folder) : files;
        uploads.forEach(GivenFile::require);
        if (watch && (data != null || http != null)) {
            throw new UsageException(
                    "--watch begins each run with empty tables; leave out " + (data == null ? "--http." : "--data."));
        }
        if (console != null) {
            LocalPort.require(console);
        }
        RealModel asked = model == null ? null : RealModel.of(model);
        Path root = data == null ? CLOUD : data;
        PrintWriter out = spec.commandLine().getOut();
        // The document stands alone.
        PrintWriter told = json ? spec.commandLine().getErr() : out;
        try (Interruption end = http == null && console == null && !watch ? null : new Interruption();
                DefaultCloud held = data == null ? DefaultCloud.empty(CLOUD) : null;
                StartedRun run = start(folder, root, asked);
                ConsoleRun page = console != null && run instanceof PipelineRun embedded
                        ? ConsoleRun.open(console, embedded, folder, pipeline, root, told)
                        : null) {
            if (schedule) {
                run.requireSchedule();
            }
            RoutesFolder described = folder;
            HttpPort port = http == null
                    ? null
                    : HttpPort.of(
                            http,
                            run,
                            () -> OpenApi.json(Plan.of(described, List.of(pipeline)), described.path()),
                            told);
            // From now on, as a file may be saved during the first run.
            WatchedRun watched = watch && run instanceof PipelineRun embedded
                    ? new WatchedRun(
                            embedded, folder, pipeline, out, json, page == null ? () -> {} : page::routesChanged)
                    : null;
            run.upload(uploads, to);
            run.awaitEnd();
            if (schedule) {
                run.fireSchedules();
                run.awaitEnd();
            }
            if (port != null && uploads.isEmpty() && !schedule) {
                return serve(port, end, run, told);
            }
            if (page != null && port == null && watched == null && uploads.isEmpty() && !schedule) {
                end.await();
                return 0;
            }
            Summary summary = run.summary();
            out.print(json ? summary.json() : summary.text());
            progress.shownContent().forEach(content -> told.println("in the file: " + content));
            if (port != null) {
                out.flush();
                int served = serve(port, end, run, told);
                return summary.failed() ? Dromedary.FAILED : served;
            }
            if (watched != null) {
                watched.until(end::asked, uploads, to);
                return 0;
            }
            if (page != null) {
                out.flush();
                end.await();
                return summary.failed() ? Dromedary.FAILED : 0;
            }
            if (out.checkError()) {
                throw new IOException("The summary could not be written to the standard output.");
            }
            return summary.failed() ? Dromedary.FAILED : 0;
        }
    }

    /** Answers until Ctrl-C, and tells then which calls were refused, as only the routes' callers have seen that. */
    private static int serve(HttpPort port, Interruption end, StartedRun run, PrintWriter told)
            throws InterruptedException {
        port.serveUntil(end);
        run.awaitEnd();
        List<String> denials = run.summary().denied();
        denials.forEach(denial -> told.println("denied: " + denial));
        told.flush();
        return denials.isEmpty() ? 0 : Dromedary.FAILED;
    }

    /** On an emulator if the environment names one, else on the embedded cloud. */
    private StartedRun start(RoutesFolder folder, Path root, RealModel asked) throws Exception {
        progress = Progress.onTerminal(json);
        // The document stands alone.
        RouteLog log = new RouteLog(
                json ? spec.commandLine().getErr() : spec.commandLine().getOut(), progress::clear);
        try {
            Optional<Endpoints> endpoints = Endpoints.of(System.getenv());
            if (endpoints.isPresent() && (watch || console != null)) {
                String option = watch ? "--watch" : "--console";
                throw new UsageException(
                        option + " works on the embedded cloud only, and the environment names an emulator;"
                                + " unset AWS_ENDPOINT_URL, or leave out " + option + ".");
            }
            if (endpoints.isPresent()) {
                return EmulatorRun.start(
                        folder,
                        pipeline,
                        root,
                        progress,
                        asked,
                        endpoints.get(),
                        new EmulatorRun.Creation(create, emulators),
                        log);
            }
        } catch (EmulatorException e) {
            // It is about the environment or the options.
            throw new UsageException(e.getMessage());
        }
        if (create) {
            throw new UsageException("--create is for an emulator, and the environment names none; set"
                    + " AWS_ENDPOINT_URL, or leave it out: the embedded cloud has all that the routes name.");
        }
        return PipelineRun.start(folder, pipeline, root, progress, asked, log, allowAll);
    }

    /** The pipeline's own choice, or the file of its name. */
    private List<Path> samples(RoutesFolder folder) throws IOException {
        List<Path> samples = SampleFiles.of(folder, pipeline);
        if (samples.isEmpty() && http == null && console == null && !schedule) {
            throw new UsageException("Name the files to run " + pipeline + " on; there is no sample sample-csv/"
                    + pipeline + ".csv, and no property " + pipeline + ".samples in "
                    + routes.path().resolve(pipeline) + ".");
        }
        return http == null ? samples : List.of();
    }
}
