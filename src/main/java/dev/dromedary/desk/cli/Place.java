package dev.dromedary.desk.cli;

import dev.dromedary.desk.operations.AwsDeployment;
import dev.dromedary.plan.RoutesFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
                    "The environment on AWS, such as dev: names of resources are those of its functions. Default: those of"
                            + " the pipeline's properties, which environment variables override.")
    private String environment;

    @Mixin
    private RoutesOption routes;

    /** Opens the pipeline there. */
    OpenPipeline open(String pipeline) throws Exception {
        RoutesFolder folder = RoutesOption.requirePipeline(routes.path(), pipeline);
        if (data == null) {
            AwsDeployment aws = AwsDeployment.open(folder, pipeline, Optional.ofNullable(environment), System.getenv());
            return new OpenPipeline(aws.deployment(), aws.clients(), () -> {}, aws);
        }
        if (environment != null) {
            throw new UsageException("--environment is for AWS; leave out --data, or --environment.");
        }
        if (!Files.isDirectory(data)) {
            throw new UsageException(
                    "There is no folder " + data + "; run " + pipeline + " FILE --data " + data + " makes one.");
        }
        return OpenPipeline.embedded(folder, pipeline, data);
    }

    /** The routes folder. */
    Path routes() {
        return routes.path();
    }

    /** Where the journals of replays are kept. */
    Path journals() {
        return (data == null ? Path.of("target") : data).resolve("replays");
    }

    /** The options that name this place, for a command line that is shown. */
    String options() {
        String named = routes.path().equals(Path.of("routes")) ? "" : " --routes " + routes.path();
        if (data != null) {
            return named + " --data " + data;
        }
        return environment == null ? named : named + " --environment " + environment;
    }
}
