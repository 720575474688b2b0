package dev.dromedary.desk.cli;

import dev.dromedary.desk.repository.Diagnosis;
import dev.dromedary.desk.repository.Home;
import dev.dromedary.desk.repository.Repository;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: what is there, and what is missing for which command. */
@Command(
        name = "doctor",
        description = {
            "Look at what commands need: the JDK, Maven, Terraform, credentials, region, emulator, versions; say what is missing, for which"
                    + " command, and what to do. Calls no service of AWS.",
            "Exit code 1 if run and test can't work."
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            defaultValue = "routes",
            description = "The routes folder. Default: ${DEFAULT-VALUE}.")
    private Path routes;

    @Override
    public Integer call() throws InterruptedException {
        List<Diagnosis> found = Diagnosis.all(Home.find(), Home.version(), Repository.of(routes), System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        int longest =
                found.stream().mapToInt(each -> each.what().length()).max().orElse(0);
        for (Diagnosis each : found) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-8s  %-" + longest + "s  %s",
                    each.state().name().toLowerCase(Locale.ROOT),
                    each.what(),
                    each.told()));
        }
        out.flush();
        return found.stream().anyMatch(each -> each.state() == Diagnosis.State.WRONG) ? Dromedary.FAILED : 0;
    }
}
