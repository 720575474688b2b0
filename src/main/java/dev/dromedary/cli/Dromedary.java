package dev.dromedary.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line: {@code run}, {@code validate}, {@code generate}, {@code plan}, {@code status} and so on. Without arguments it runs the sample. */
@Command(
        name = "dromedary",
        description = "Apache Camel routes as AWS Lambda functions.",
        mixinStandardHelpOptions = true,
        versionProvider = Dromedary.Version.class,
        scope = ScopeType.INHERIT,
        subcommands = {
            RunCommand.class,
            ValidateCommand.class,
            GenerateCommand.class,
            PlanCommand.class,
            StatusCommand.class,
            ReplayCommand.class,
            UploadCommand.class,
            PurgeCommand.class
        },
        footer = {
            "",
            "Exit codes: 0 all was handled (rejected rows are no failure), 1 something failed or was rejected whole,"
                    + " 2 wrong usage.",
            "Without arguments: run health sample-csv/health.csv"
        })
public final class Dromedary {

    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private static final String[] SAMPLE = {"run", "health", "sample-csv/health.csv"};

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack of a failure.")
    private boolean verbose;

    /**
     * Runs a command and ends the JVM with its exit code.
     *
     * @param arguments the command and its arguments; none: run the sample
     */
    public static void main(String[] arguments) {
        int code = execute(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
        // DynamoDB Local leaves threads behind that are no daemons.
        Runtime.getRuntime().exit(code);
    }

    /**
     * Runs a command.
     *
     * @param out where results go
     * @param err where a user's mistakes and failures are told, one sentence each
     * @param arguments the command and its arguments; none: run the sample
     * @return the exit code
     */
    public static int execute(PrintWriter out, PrintWriter err, String... arguments) {
        DeskLog.install();
        Dromedary dromedary = new Dromedary();
        CommandLine commandLine = new CommandLine(dromedary)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> dromedary.report(failure, command))
                .setParameterExceptionHandler((failure, wrong) -> {
                    PrintedError.print(failure.getCommandLine(), failure.getMessage());
                    failure.getCommandLine()
                            .getErr()
                            .println("See: "
                                    + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
                    return WRONG_USAGE;
                })
                .setCaseInsensitiveEnumValuesAllowed(true);
        return commandLine.execute(arguments.length == 0 ? Arrays.copyOf(SAMPLE, SAMPLE.length) : arguments);
    }

    private int report(Exception failure, CommandLine command) {
        PrintedError.print(command, Sentence.of(failure));
        if (verbose) {
            failure.printStackTrace(command.getErr());
        }
        return failure instanceof UsageException ? WRONG_USAGE : FAILED;
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Dromedary.class.getPackage().getImplementationVersion();
            return new String[] {"dromedary " + (version == null ? "(development)" : version)};
        }
    }
}
