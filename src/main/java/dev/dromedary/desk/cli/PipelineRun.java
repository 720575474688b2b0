package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.desk.cloud.NamedResources;
import dev.dromedary.desk.cloud.PropertyOverrides;
import dev.dromedary.desk.cloud.Shown;
import dev.dromedary.desk.cloud.iam.Denial;
import dev.dromedary.desk.cloud.iam.FunctionRole;
import dev.dromedary.desk.cloud.iam.PlannedPolicies;
import dev.dromedary.desk.operations.Upload;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import dev.dromedary.plan.EndpointCheck;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.FindingsException;
import dev.dromedary.plan.RouteSource;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.spi.LogListener;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** One {@code run}: a pipeline on an embedded cloud, the files given to it, and what became of them. */
final class PipelineRun implements StartedRun {

    /** Longer than a function may take with all its waiting. */
    private static final Duration LONGEST = Duration.ofHours(2);

    private static final String REGION = "us-east-1";

    /** What results name as the model that answered, when none did. */
    static final String OFFLINE = "offline";

    /** Functions that work at the same time. */
    private static final int THREADS = 4;

    private final EmbeddedCloud cloud;
    private final LocalPipeline pipeline;
    private final Progress progress;
    private final Path root;
    private final Queue<Lost> lost;
    private Upload uploads;
    /** What the runs before the last one came to. */
    private Before before = new Before(0, 0, 0);

    private PipelineRun(EmbeddedCloud cloud, Queue<Lost> lost, LocalPipeline pipeline, Progress progress, Path root) {
        this.cloud = cloud;
        this.lost = lost;
        this.pipeline = pipeline;
        this.progress = progress;
        this.root = root;
        this.uploads = upload(cloud, progress);
    }

    /**
     * Puts more files where the pipeline's triggers look, those of the same name again too.
     *
     * @return {@code bucket/key} of each that became an object
     */
    List<String> uploadMore(List<Path> files) throws IOException {
        Upload more = upload(cloud, progress);
        more.put(files, takers(functions()), null, (file, where) -> {});
        return more.objects();
    }

    /** What was refused for want of a permission and what grants it, a sentence each. */
    List<String> denied() {
        return denials().stream()
                .map(Denial::sentence)
                .map(Shown::of)
                .distinct()
                .toList();
    }

    private static Upload upload(EmbeddedCloud cloud, Progress progress) {
        return new Upload(
                cloud.s3(),
                cloud.sqs(),
                (file, feeds) -> new StreamFiles(cloud.streams(), feeds).put(file),
                progress::expect);
    }

    /** What may take files. */
    static List<Upload.Taker> takers(List<RouteFunction> functions) {
        return functions.stream()
                .map(function -> Upload.Taker.of(function.routeId(), function.endpoint()))
                .toList();
    }

    /** A run that does not show what its routes log. */
    static PipelineRun start(RoutesFolder routes, String name, Path root, Progress progress, RealModel model)
            throws Exception {
        return start(routes, name, root, progress, model, (exchange, logger, message) -> message, false);
    }

    /**
     * Checks and starts every function of a pipeline.
     *
     * @param routes the routes folder
     * @param name one of its pipelines
     * @param root folder of the embedded cloud
     * @param progress is told how far it is
     * @param model what answers for models, or null for the stand-in
     * @param log shows what routes log
     * @param allowAll whether functions may do more than the plan grants them
     * @return the run, with nothing uploaded yet
     * @throws FindingsException if something is wrong in its files
     * @throws Exception if the cloud or a function can't start
     */
    static PipelineRun start(
            RoutesFolder routes,
            String name,
            Path root,
            Progress progress,
            RealModel model,
            LogListener log,
            boolean allowAll)
            throws Exception {
        check(routes, name);
        Queue<Lost> lost = new ConcurrentLinkedQueue<>();
        EmbeddedCloud cloud = new EmbeddedCloud(
                root, REGION, THREADS, (rule, event, cause) -> lost.add(new Lost(rule, Sentence.of(cause))));
        LocalPipeline pipeline = new LocalPipeline(cloud, cloud.logs()::keep);
        PipelineRun run = new PipelineRun(cloud, lost, pipeline, progress, root);
        try {
            run.startFunctions(routes, name, model, log, allowAll);
            return run;
        } catch (Exception e) {
            run.close();
            throw e;
        }
    }

    /** Looks whether anything is wrong in a pipeline's files. */
    static void check(RoutesFolder routes, String name) {
        EndpointCheck check = new EndpointCheck(routes);
        List<Finding> findings = new ArrayList<>(check.check(name));
        findings.addAll(check.check("shared"));
        if (!findings.isEmpty()) {
            throw new FindingsException(findings);
        }
    }

    private void startFunctions(RoutesFolder folder, String name, RealModel model, LogListener log, boolean allowAll) {
        BedrockRuntimeClient bedrock = model == null ? cloud.bedrock() : model.client();
        Map<String, String> overrides = Map.of(name + ".model.id", model == null ? OFFLINE : model.id());
        PlannedPolicies policies = allowAll ? null : new PlannedPolicies(folder, REGION);
        for (RouteSource route : folder.routes(name)) {
            if (route.isFunction()) {
                Supplier<RouteFiles> files = () -> folder.files(name, route);
                FunctionRole role = new FunctionRole(
                        route.id(),
                        REGION,
                        allowAll
                                ? null
                                : () -> policies.of(
                                        name,
                                        route.id(),
                                        files.get(),
                                        context -> PropertyOverrides.set(context, overrides)));
                EmbeddedServices embedded = new EmbeddedServices(cloud, bedrock, role);
                Services services = context -> {
                    embedded.bind(context);
                    PropertyOverrides.set(context, overrides);
                    context.getRegistry().bind("progress", dev.dromedary.function.steps.Progress.class, progress);
                    context.getCamelContextExtension().addLogListener(log);
                    context.getCamelContextExtension().addLogListener(KeptLog.in(cloud.logs()));
                    context.getRegistry()
                            .bind(
                                    Services.METRICS,
                                    PrintStream.class,
                                    cloud.logs().metrics(route.id()));
                };
                NamedResources.of(start(files.get(), route, services).context()).create(cloud);
            }
        }
        pipeline.enforceRoles();
    }

    /** Whatever keeps a route from starting is told with the place of the route. */
    private RouteFunction start(RouteFiles files, RouteSource route, Services services) {
        try {
            return pipeline.add(files, route.id(), services);
        } catch (Exception e) {
            throw new FindingsException(List.of(new Finding(route.file(), route.line(), Sentence.of(e))));
        }
    }

    /** Puts files where the pipeline's triggers look. */
    @Override
    public void upload(List<Path> files, String route) throws IOException {
        uploads.put(files, takers(functions()), route, (file, where) -> {});
    }

    /** Waits until every event and message, and all that they caused, have been handled. */
    @Override
    public void awaitEnd() throws InterruptedException {
        pipeline.readQueues();
        if (!cloud.awaitIdle(LONGEST)) {
            throw new IllegalStateException(
                    "The pipeline has not come to an end within " + LONGEST.toHours() + " hours.");
        }
        progress.clear();
    }

    /** Starts what a schedule starts, as if its time were now. To be called when the pipeline has come to rest. */
    @Override
    public void fireSchedules() {
        pipeline.fireSchedules(Instant.now());
    }

    /** The functions of the pipeline. */
    @Override
    public List<RouteFunction> functions() {
        return pipeline.functions();
    }

    EmbeddedCloud cloud() {
        return cloud;
    }

    /** Hands an event to a function and waits for it. */
    LocalPipeline.Result invoke(String route, Map<String, Object> event) {
        return pipeline.invoke(route, event);
    }

    @Override
    public Map<String, Object> answer(RouteFunction function, Map<String, Object> event, Invocation invocation) {
        return pipeline.answer(function, event, invocation);
    }

    @Override
    public Summary summary() {
        List<LocalPipeline.Result> results = pipeline.results();
        return Summary.of(
                results.subList(before.results(), results.size()),
                lost,
                denials(),
                Aftermath.of(cloud, root).since(before.mails(), before.alerts()),
                uploads.objects(),
                calls());
    }

    private Map<String, Map<String, Long>> calls() {
        return pipeline.roles().stream()
                .filter(role -> !role.calls().isEmpty())
                .collect(Collectors.toMap(FunctionRole::route, FunctionRole::calls, (one, other) -> one, TreeMap::new));
    }

    private List<Denial> denials() {
        return pipeline.roles().stream()
                .flatMap(role -> role.denials().stream())
                .toList();
    }

    /**
     * Forgets what there was, so that the same files take effect again: items of tables (also the ledger's), and what the
     * summary tells. Objects stay until they are written again. To be called when the pipeline has come to rest.
     */
    void startOver() {
        before = new Before(
                pipeline.results().size(),
                cloud.ses().mails().size(),
                cloud.sns().published().size());
        lost.clear();
        pipeline.roles().forEach(FunctionRole::forget);
        uploads = upload(cloud, progress);
        for (String table : cloud.dynamoDb().listTables().tableNames()) {
            cloud.dynamoDb().deleteTable(delete -> delete.tableName(table));
        }
        functions().forEach(function -> NamedResources.of(function.context()).create(cloud));
    }

    @Override
    public void close() {
        pipeline.close();
        cloud.close();
    }
}
