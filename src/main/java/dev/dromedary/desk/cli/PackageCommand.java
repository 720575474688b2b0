package dev.dromedary.desk.cli;

import dev.dromedary.desk.library.AddedLibraries;
import dev.dromedary.desk.repository.Home;
import dev.dromedary.desk.repository.Packaging;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code package}: what Terraform deploys, without Maven. */
@Command(
        name = "package",
        description = {
            "Write what Terraform deploys: the zips that functions run from, the plans, and the Terraform module. Needs no Maven.",
            "The same routes give the same zips. Exit code 1 if a route is wrong or breaks a rule; each with file and line."
        })
final class PackageCommand implements Callable<Integer> {

    private static final double MEGABYTE = 1024.0 * 1024;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target",
            description = "Where to write. Default: ${DEFAULT-VALUE}.")
    private Path target;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw new UsageException("--out has to be a folder, and " + target + " is a file.");
        }
        RoutesFolder folder = new RoutesFolder(routes.existing());
        if (folder.pipelines().isEmpty()) {
            throw new UsageException(
                    "There is no pipeline in " + folder.path() + ": no folder there holds a *.camel.yaml file.");
        }
        Home home = Home.require();
        Files.createDirectories(target);
        PrintWriter out = spec.commandLine().getOut();
        List<Path> plans = Packaging.plans(folder, target);
        AddedLibraries added = routes.added();
        for (Packaging.Zip zip : Packaging.zips(folder, plans, home, target, added)) {
            out.println(String.format(
                    Locale.ROOT,
                    "%s  %.1f MB, unpacked %.1f of 250: %s",
                    zip.file(),
                    Files.size(zip.file()) / MEGABYTE,
                    zip.unpacked() / MEGABYTE,
                    String.join(", ", zip.functions())));
        }
        tell(added, out);
        plans.forEach(out::println);
        out.println(Packaging.module(home, target));
        out.flush();
        return 0;
    }

    private static void tell(AddedLibraries added, PrintWriter out) throws IOException {
        long total = 0;
        for (AddedLibraries.Library library : added.libraries()) {
            long size = Files.size(library.file());
            total += size;
            out.println(String.format(Locale.ROOT, "  with %s  %.2f MB", library.name(), size / MEGABYTE));
        }
        if (total > 0) {
            out.println(String.format(Locale.ROOT, "  with all of these  %.2f MB", total / MEGABYTE));
        }
        added.notes().forEach(out::println);
    }
}
