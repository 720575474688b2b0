package dev.dromedary.desk.cli;

import picocli.CommandLine;

/** The one line in which a command says what went wrong. */
final class PrintedError {

    private PrintedError() {}

    static void print(CommandLine command, String message) {
        command.getErr().println(command.getColorScheme().errorText(message));
    }
}
