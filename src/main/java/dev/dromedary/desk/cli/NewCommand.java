package dev.dromedary.desk.cli;

import dev.dromedary.desk.repository.Home;
import dev.dromedary.desk.repository.KnownHomes;
import dev.dromedary.desk.repository.NewRepository;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code new}: a repository of one's own. */
@Command(
        name = "new",
        subcommands = NewPipelineCommand.class,
        description = {
            "Make a repository for pipelines of your own: a pipeline with a sample and tests, Terraform for an environment, a"
                    + " GitHub workflow, settings of editors.",
            "docs/your-own-repository.md describes it."
        })
final class NewCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @ParentCommand
    private Dromedary dromedary;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Empty or not there yet; its name begins the names of buckets.")
    private Path folder;

    Dromedary dromedary() {
        return dromedary;
    }

    @Override
    public Integer call() throws IOException {
        if (folder == null) {
            throw new UsageException(
                    "Name the folder of the new repository: dromedary new my-pipelines; or the new pipeline:"
                            + " dromedary new pipeline orders --from orders.csv.");
        }
        Home home = Home.require();
        String version = Home.version();
        List<String> files = NewRepository.make(folder, home, version);
        PrintWriter out = spec.commandLine().getOut();
        files.forEach(file -> out.println("  " + folder.resolve(file)));
        try {
            KnownHomes.note(folder.resolve(KnownHomes.OWN), home, version);
            KnownHomes.note(KnownHomes.cache(System.getenv()), home, version);
        } catch (IOException e) {
            out.println("  Its launcher will not find " + home.path() + " by itself (" + e.getMessage()
                    + "): name it with DROMEDARY_HOME.");
        }
        out.println();
        String launcher = "." + File.separator + "dromedary";
        out.println("Next: cd " + folder + ", then " + launcher + " test, " + launcher + " run orders.");
        out.flush();
        return 0;
    }
}
