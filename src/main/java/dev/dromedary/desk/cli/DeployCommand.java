package dev.dromedary.desk.cli;

import dev.dromedary.desk.emulator.Rehearsal;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code deploy}: the plan, carried out in MiniStack. */
@Command(
        name = "deploy",
        description = {
            "Carry the plan out in MiniStack, a rehearsal without an account: the functions run there from the built zip, and"
                    + " upload, status, replay and purge work on them with --environment NAME. A second deploy updates the"
                    + " functions and settings, and leaves data as it is.",
            "AWS_ENDPOINT_URL says where MiniStack is. On AWS Terraform deploys."
        })
final class DeployCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RehearsalOptions options;

    @Mixin
    private RoutesOption routes;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PIPELINE",
            description = "Only this pipeline; others in the environment stay as they are. Default: all.")
    private String pipeline;

    @Option(
            names = "--zip",
            paramLabel = "FILE",
            defaultValue = "target/dromedary-function.zip",
            description = "What mvn package has built. Default: ${DEFAULT-VALUE}.")
    private Path zip;

    @Override
    public Integer call() throws Exception {
        RoutesFolder folder = (pipeline == null
                        ? new RoutesFolder(routes.existing())
                        : RoutesOption.requirePipeline(routes.path(), pipeline))
                .in(options.environment());
        Plan plan = pipeline == null ? Plan.of(folder) : Plan.of(folder, List.of(pipeline));
        PrintWriter out = spec.commandLine().getOut();
        try (Rehearsal rehearsal = options.open(plan.document())) {
            rehearsal.deploy(Optional.ofNullable(pipeline), zip, folder.path(), line -> {
                out.println(line);
                out.flush();
            });
            out.println("To go on: upload " + (pipeline == null ? "PIPELINE" : pipeline) + options.shown()
                    + ", then status.");
            return 0;
        }
    }
}
