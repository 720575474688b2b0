package dev.dromedary.desk.cli;

import java.io.PrintWriter;
import java.util.Set;
import picocli.CommandLine;

/** Tells what is wrong with a command line, with names of commands and options that are near what was written. */
final class WrongUsage implements CommandLine.IParameterExceptionHandler {

    @Override
    public int handleParseException(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        PrintedError.print(command, told(failure));
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return Dromedary.WRONG_USAGE;
    }

    private static String told(CommandLine.ParameterException failure) {
        CommandLine command = failure.getCommandLine();
        Set<String> kinds = command.getSubcommands().keySet();
        // Of all commands the suggestions are enough.
        if (failure instanceof CommandLine.UnmatchedArgumentException unmatched
                && command.getParent() != null
                && !kinds.isEmpty()
                && !unmatched.getUnmatched().get(0).startsWith("-")) {
            return '"' + unmatched.getUnmatched().get(0) + "\" is none of " + String.join(", ", kinds) + ".";
        }
        return failure.getMessage();
    }
}
