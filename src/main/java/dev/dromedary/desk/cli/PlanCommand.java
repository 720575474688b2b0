package dev.dromedary.desk.cli;

import dev.dromedary.plan.OpenApi;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.PlanComparison;
import dev.dromedary.plan.RoutesFolder;
import dev.dromedary.plan.cost.Cost;
import dev.dromedary.plan.cost.Prices;
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
            "Without --environment the plan is for all environments that have no properties files of their own.",
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

    @Option(
            names = "--cost",
            description = {
                "Print what it costs in US dollars, for a million rows or events and for a month, by function, with what is assumed; with"
                        + " --json as a document, with --compare what changes. Prices: shared/prices.properties."
            })
    private boolean cost;

    @Option(
            names = "--volumes",
            paramLabel = "FILE",
            description = "With --cost: properties that say how much comes, such as health.cost.ingest.events=300.")
    private Path volumes;

    @Option(
            names = "--openapi",
            description = "Print the HTTP API that the routes with lambda-http make up, as an OpenAPI 3.1 document.")
    private boolean openapi;

    @Option(names = "--out", paramLabel = "FILE", description = "Write it to a file instead.")
    private Path file;

    @Mixin
    private EnvironmentOption environment;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws IOException {
        Plan plan = Plan.of(environment.in(new RoutesFolder(routes.existing())));
        if (volumes != null && !cost) {
            throw new UsageException("--volumes says how much comes, for --cost; add it, or leave --volumes out.");
        }
        if (openapi && (json || cost || other != null)) {
            throw new UsageException("--openapi prints a document of its own; leave --json, --cost and --compare out.");
        }
        String text = openapi
                ? OpenApi.json(plan, routes.existing())
                : other != null ? compared(plan) : cost ? cost(plan) : json ? plan.json() : plan.text();
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

    private String cost(Plan plan) {
        Cost reckoned = reckon(plan);
        return json ? reckoned.json() : reckoned.text();
    }

    private Cost reckon(Plan plan) {
        if (volumes != null && !Files.isRegularFile(volumes)) {
            throw new UsageException("There is no file " + volumes + " with volumes.");
        }
        return Cost.of(plan, Prices.of(routes.existing()), volumes);
    }

    private String compared(Plan plan) throws IOException {
        if (json) {
            throw new UsageException("--compare prints lines for people; leave --json out.");
        }
        if (!Files.isRegularFile(other)) {
            throw new UsageException("There is no plan " + other + "; write one with plan --json --out " + other + ".");
        }
        String deployed = Files.readString(other);
        String changes;
        try {
            changes = PlanComparison.of(deployed, plan);
        } catch (IllegalArgumentException e) {
            throw new UsageException(other + " can't be compared: " + e.getMessage() + ".");
        }
        return cost ? changes + "\n" + reckon(plan).since(deployed) : changes;
    }
}
