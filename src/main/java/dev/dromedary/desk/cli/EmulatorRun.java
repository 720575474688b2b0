package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.desk.cloud.bedrock.EmbeddedBedrock;
import dev.dromedary.desk.cloud.bedrock.EmbeddedBedrockAsync;
import dev.dromedary.desk.cloud.ses.EmbeddedSes;
import dev.dromedary.desk.cloud.ses.SentMail;
import dev.dromedary.desk.cloud.sns.PublishedMessage;
import dev.dromedary.desk.cloud.sqs.QueueCounts;
import dev.dromedary.desk.emulator.Emulator;
import dev.dromedary.desk.emulator.EmulatorPipeline;
import dev.dromedary.desk.emulator.Endpoints;
import dev.dromedary.desk.emulator.Input;
import dev.dromedary.desk.emulator.Kind;
import dev.dromedary.desk.emulator.Names;
import dev.dromedary.desk.operations.Upload;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.function.runtime.Services;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.FindingsException;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RouteSource;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.spi.LogListener;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** A run on an emulator of AWS: the functions are in this process, all that they reach is there. */
final class EmulatorRun implements StartedRun {

    /** As long as two functions may take. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** How long an emulator may take to tell of an object. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Emulator emulator;
    private final EmulatorPipeline pipeline;
    private final Progress progress;
    private final Path root;
    private final Upload uploads;
    private final Set<String> earlierMails = new HashSet<>();
    private final Map<String, Integer> earlierDeadLetters = new HashMap<>();

    private EmulatorRun(Emulator emulator, Progress progress, Path root) {
        this.emulator = emulator;
        this.pipeline = emulator.pipeline();
        this.progress = progress;
        this.root = root;
        this.uploads =
                new Upload(emulator.clients().s3(), emulator.clients().sqs(), EmulatorRun::refuse, progress::expect);
    }

    /**
     * Checks and starts every function of a pipeline.
     *
     * @param routes the routes folder, in the environment whose names and settings hold; else {@code local}
     * @param name one of its pipelines
     * @param root folder for the mails
     * @param progress is told how far it is
     * @param model what answers for models, or null for the stand-in
     * @param endpoints where the emulator is
     * @param creation whether to create there what the plan names
     * @param log shows what routes log
     * @return the run, with nothing uploaded yet
     * @throws FindingsException if something is wrong in its files
     * @throws dev.dromedary.desk.emulator.EmulatorException if the emulator does not answer, lacks a queue, or is none
     */
    static EmulatorRun start(
            RoutesFolder routes,
            String name,
            Path root,
            Progress progress,
            RealModel model,
            Endpoints endpoints,
            Creation creation,
            LogListener log)
            throws IOException {
        if (creation.wanted()) {
            // Before anything is asked for there.
            endpoints.requireEmulators(creation.emulators());
        }
        PipelineRun.check(routes, name);
        Map<String, String> variables = new HashMap<>(System.getenv());
        routes.environment().ifPresent(environment -> variables.put("DROMEDARY_ENVIRONMENT", environment));
        RoutesFolder folder = routes.in(Names.of(variables).environment());
        Map<String, Object> plan = Plan.of(folder, List.of(name)).document();
        Emulator emulator = Emulator.of(plan, endpoints, variables);
        EmulatorRun run = new EmulatorRun(emulator, progress, root);
        try {
            if (creation.wanted()) {
                emulator.create(creation.emulators());
            }
            run.startFunctions(folder, name, model, log);
            run.lookBack();
            return run;
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /**
     * Whether resources are created.
     *
     * @param wanted whether they are
     * @param emulators further hosts that are emulators
     */
    record Creation(boolean wanted, Set<String> emulators) {}

    private void startFunctions(RoutesFolder folder, String name, RealModel model, LogListener log) {
        BedrockRuntimeClient bedrock = model == null ? new EmbeddedBedrock() : model.client();
        Services desk = context -> {
            // No emulator answers for models. What is bound already would be found first.
            context.getRegistry().unbind("bedrock");
            context.getRegistry().unbind("bedrockAsync");
            context.getRegistry().bind("bedrock", BedrockRuntimeClient.class, bedrock);
            context.getRegistry().bind("bedrockAsync", BedrockRuntimeAsyncClient.class, new EmbeddedBedrockAsync());
            context.getRegistry().bind("progress", dev.dromedary.function.steps.Progress.class, progress);
            context.getCamelContextExtension().addLogListener(log);
        };
        for (RouteSource route : folder.routes(name)) {
            if (route.isFunction()) {
                Input input = emulator.inputs().of(route.id()).orElseThrow();
                Map<String, String> environment = new LinkedHashMap<>(input.environment());
                environment.put(variable(name), model == null ? PipelineRun.OFFLINE : model.id());
                try {
                    pipeline.add(folder.files(name, route), input, environment, desk);
                } catch (Exception e) {
                    throw new FindingsException(List.of(new Finding(route.file(), route.line(), Sentence.of(e))));
                }
            }
        }
    }

    /** The variable of the property that names the pipeline's model. */
    private static String variable(String pipeline) {
        return pipeline.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_") + "_MODEL_ID";
    }

    /** What earlier runs have left is not told again. */
    private void lookBack() {
        emulator.mails().forEach(mail -> earlierMails.add(mail.id()));
        emulator.published();
        emulator.depths().forEach(depth -> earlierDeadLetters.put(depth.queue(), depth.deadLetters()));
    }

    private static void refuse(Path file, List<Feed> feeds) {
        throw new UsageException("An emulator can't hand the lines of " + file
                + " to a stream's function; run it without AWS_ENDPOINT_URL.");
    }

    @Override
    public void upload(List<Path> files, String route) throws IOException {
        uploads.put(files, PipelineRun.takers(functions()), route, (file, where) -> {});
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        pipeline.start();
        if (!pipeline.awaitIdle(uploads.objects().size(), PATIENCE, LONGEST)) {
            throw new IllegalStateException(
                    "The pipeline has not come to an end within " + LONGEST.toMinutes() + " minutes.");
        }
        progress.clear();
    }

    @Override
    public void fireSchedules() {
        pipeline.fireSchedules(Instant.now());
    }

    @Override
    public List<RouteFunction> functions() {
        return pipeline.functions();
    }

    @Override
    public Summary summary() {
        List<Lost> lost = new ArrayList<>();
        List<QueueSummary> queues = new ArrayList<>();
        for (Emulator.Depth depth : emulator.depths()) {
            int dead = depth.deadLetters() - earlierDeadLetters.getOrDefault(depth.queue(), 0);
            queues.add(new QueueSummary(
                    depth.url(), new QueueCounts(depth.queue(), 0, 0, dead, depth.waiting(), 0, 0), List.of()));
            if (dead > 0) {
                lost.add(new Lost(depth.queue(), dead + " messages are in its dead-letter queue."));
            }
        }
        List<PublishedMessage> alerts = emulator.published().stream()
                .map(news -> new PublishedMessage(news.topic(), news.subject(), news.message(), Map.of()))
                .toList();
        List<LocalPipeline.Result> results = pipeline.results().stream()
                .map(result -> new LocalPipeline.Result(result.route(), result.summary(), result.failure()))
                .toList();
        Aftermath aftermath = new Aftermath(
                emulator.address(),
                "s3:/",
                emulator.clients().s3(),
                emulator.clients().dynamoDb(),
                mails(),
                alerts,
                queues,
                List.of());
        return Summary.of(results, lost, List.of(), aftermath, uploads.objects(), Map.of());
    }

    /** The mails of this run, as files to open. */
    private List<SentMail> mails() {
        EmbeddedSes outbox = new EmbeddedSes(root.resolve("outbox"));
        for (Kind.TakenMail mail : emulator.mails()) {
            if (!earlierMails.contains(mail.id())) {
                outbox.sendRawEmail(send -> send.source(mail.source())
                        .rawMessage(raw -> raw.data(SdkBytes.fromString(mail.raw(), StandardCharsets.UTF_8))));
            }
        }
        return outbox.mails();
    }

    @Override
    public void close() {
        pipeline.close();
        emulator.close();
    }
}
