package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.desk.operations.Clients;
import dev.dromedary.desk.operations.Deployment;
import dev.dromedary.desk.operations.FailureQueue;
import dev.dromedary.desk.operations.FailureQueues;
import dev.dromedary.desk.operations.Functions;
import dev.dromedary.desk.operations.Naming;
import dev.dromedary.plan.RoutesFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A pipeline that a command works on.
 *
 * @param deployment the pipeline with its names
 * @param clients what it reaches
 * @param end waits until all that was caused has been handled, as far as that can be known
 * @param resource is closed at the end
 */
record OpenPipeline(Deployment deployment, Clients clients, Waiting end, AutoCloseable resource)
        implements AutoCloseable {

    /** Waits for the end of what was caused. */
    @FunctionalInterface
    interface Waiting {
        void await() throws InterruptedException;
    }

    /** A pipeline whose functions all run in this process. */
    static OpenPipeline embedded(RoutesFolder folder, String pipeline, Path data) throws Exception {
        PipelineRun run = PipelineRun.start(folder, pipeline, data, Progress.onTerminal(true), null);
        try {
            Deployment deployment = Deployment.of(folder, pipeline, Naming.PLAIN, route -> System.getenv());
            EmbeddedCloud cloud = run.cloud();
            Clients clients = clients(run);
            for (FailureQueue queue : new FailureQueues(cloud.sqs(), deployment).all()) {
                // A queue of an earlier run is there once it is made again.
                if (Files.exists(data.resolve("queues").resolve(queue.name() + ".ndjson"))) {
                    cloud.sqs().createQueue(request -> request.queueName(queue.name()));
                }
            }
            return new OpenPipeline(deployment, clients, run::awaitEnd, run);
        } catch (Exception e) {
            run.close();
            throw e;
        }
    }

    /** What a run's functions reach, and the functions. */
    static Clients clients(PipelineRun run) {
        EmbeddedCloud cloud = run.cloud();
        Functions functions = (route, event) -> outcome(run.invoke(route, event));
        return new Clients(cloud.s3(), cloud.dynamoDb(), cloud.sqs(), functions);
    }

    private static String outcome(LocalPipeline.Result result) {
        if (result.failure() != null) {
            return Functions.FAILED;
        }
        List<?> outcomes = result.summary().get("outcomes") instanceof Collection<?> all ? List.copyOf(all) : List.of();
        return outcomes.isEmpty()
                ? "nothing to do"
                : outcomes.stream()
                        .map(each -> each instanceof Map<?, ?> told ? told.get("outcome") : null)
                        .filter(Objects::nonNull)
                        .map(Object::toString)
                        .distinct()
                        .collect(Collectors.joining(", "));
    }

    /** Waits until all that was caused has been handled. On AWS, functions work by themselves. */
    void awaitEnd() throws InterruptedException {
        end.await();
    }

    @Override
    public void close() throws Exception {
        resource.close();
    }
}
