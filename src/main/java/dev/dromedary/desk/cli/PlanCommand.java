package dev.dromedary.desk.cli;

import dev.dromedary.plan.Plan;
import dev.dromedary.plan.PlanComparison;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plan}: what the routes say is to be deployed. */
@Command(
        name = "plan",
        description = {
            "Print what is to be deployed: functions with triggers, memory, timeout and permissions, and a drawing (Mermaid)"
                    + " of what starts what.",
            "Exit code 1 if a route is wrong or breaks a rule; each with file and line."
        })
final class PlanCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print the plan as the document that Terraform reads.")
    private boolean json;

    @Option(
            names = "--compare",
            paramLabel = "OTHER.json",
            description = {
                "Print what changes where that plan is deployed: functions, triggers, permissions and resources that come (+),"
                        + " change (~) or go (-); a permission that a function did not have before is marked (!)."
            })
    private Path other;

    @Option(names = "--out", paramLabel = "FILE", description = "Write it to a file instead.")
    private Path file;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws IOException {
        Plan plan = Plan.of(new RoutesFolder(routes.existing()));
        String text = other == null ? json ? plan.json() : plan.text() : compared(plan);
        if (file == null) {
            PrintWriter out = spec.commandLine().getOut();
            out.print(text);
            out.flush();
            return 0;
        }
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, text);
        return 0;
    }

    private String compared(Plan plan) throws IOException {
        if (json) {
            throw new UsageException("--compare prints lines for people; leave --json out.");
        }
        if (!Files.isRegularFile(other)) {
            throw new UsageException("There is no plan " + other + "; write one with plan --json --out " + other + ".");
        }
        try {
            return PlanComparison.of(Files.readString(other), plan);
        } catch (IllegalArgumentException e) {
            throw new UsageException(other + " can't be compared: " + e.getMessage() + ".");
        }
    }
}
