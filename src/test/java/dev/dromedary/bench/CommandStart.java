package dev.dromedary.bench;

import dev.dromedary.function.runtime.FunctionProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures starts as {@link ColdStart} does, of functions that commands of the shell start.
 *
 * <p>Arguments: the number of rounds, then names and commands by turns; the last one is the yardstick. A command ends in {@code exec},
 * so that what it starts is what is measured. With no round each is started once, and nothing is printed.
 */
public final class CommandStart {

    private CommandStart() {}

    /**
     * Runs the measurement and prints its result.
     *
     * @param arguments rounds, then a name and a command for each
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("cold-start");
        StartRace race = new StartRace();
        for (int i = 1; i < arguments.length; i += 2) {
            List<String> command = List.of("/bin/sh", "-c", arguments[i + 1]);
            race.with(
                    arguments[i],
                    environment -> FunctionProcess.start(command, folder, folder.resolve("log"), environment));
        }
        race.run(Integer.parseInt(arguments[0]));
        System.exit(0);
    }
}
