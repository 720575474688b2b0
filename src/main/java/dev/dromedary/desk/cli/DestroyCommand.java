package dev.dromedary.desk.cli;

import dev.dromedary.desk.emulator.Rehearsal;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code destroy}: removes what {@code deploy} has made. */
@Command(
        name = "destroy",
        description = "Remove an environment that deploy --emulator has made in MiniStack, with all data in it.")
final class DestroyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RehearsalOptions options;

    @Override
    public Integer call() {
        try (Rehearsal rehearsal = options.open(Map.of())) {
            boolean there = rehearsal.destroy();
            spec.commandLine()
                    .getOut()
                    .println((there ? "Removed:" : "There is no") + " environment " + options.environment()
                            + (there ? "." : " in this MiniStack."));
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
