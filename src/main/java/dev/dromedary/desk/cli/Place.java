package dev.dromedary.desk.cli;

import dev.dromedary.desk.operations.AwsDeployment;
import dev.dromedary.desk.operations.Naming;
import dev.dromedary.desk.operations.Upload;
import dev.dromedary.plan.RoutesFolder;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a pipeline is that a command works on: options that several commands share. */
final class Place {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The embedded cloud that run --data DIR keeps. Default: AWS, or the emulator that AWS_ENDPOINT_URL"
                            + " names, with credentials and region of the environment.")
    private Path data;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description =
                    "The environment, such as dev: its properties files hold, and on AWS names of resources are those of its"
                            + " functions. Default: those of the pipeline's properties, which environment variables"
                            + " override.")
    private String environment;

    @Mixin
    private PrefixOption prefix;

    @Mixin
    private RoutesOption routes;

    /** Opens the pipeline there. */
    OpenPipeline open(String pipeline) throws Exception {
        if (prefix.name().isPresent() && environment == null) {
            throw PrefixOption.wrong();
        }
        RoutesFolder folder = folder(pipeline);
        if (data == null) {
            AwsDeployment aws = AwsDeployment.open(folder, pipeline, naming(), System.getenv());
            return new OpenPipeline(aws.deployment(), aws.clients(), () -> {}, aws);
        }
        if (!Files.isDirectory(data)) {
            throw new UsageException(
                    "There is no folder " + data + "; run " + pipeline + " FILE --data " + data + " makes one.");
        }
        return OpenPipeline.embedded(folder, pipeline, data);
    }

    private Naming naming() {
        return environment == null ? Naming.PLAIN : Naming.of(prefix.name().orElse(""), environment);
    }

    /** What takes files of records there; null if nothing does. */
    Upload.Streams streams(OpenPipeline open, PrintWriter out) {
        return open.resource() instanceof AwsDeployment aws
                ? RehearsedStreams.of(aws, out).orElse(null)
                : null;
    }

    /**
     * The routes folder, in the environment.
     *
     * @throws UsageException if it holds no such pipeline
     */
    RoutesFolder folder(String pipeline) {
        RoutesFolder folder = RoutesOption.requirePipeline(routes.path(), pipeline);
        return EnvironmentOption.ofRun(EnvironmentOption.named(environment))
                .map(folder::in)
                .orElse(folder);
    }

    /** Where the journals of replays are kept. */
    Path journals() {
        return (data == null ? Path.of("target") : data).resolve("replays");
    }

    /** The options that name this place, for a command line that is shown. */
    String options() {
        String named = routes.path().equals(Path.of("routes")) ? "" : " --routes " + routes.path();
        String kept = data == null ? named : named + " --data " + data;
        return environment == null ? kept : kept + prefix.shown() + " --environment " + environment;
    }
}
