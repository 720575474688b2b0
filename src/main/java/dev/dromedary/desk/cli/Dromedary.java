package dev.dromedary.desk.cli;

import dev.dromedary.desk.inference.InferenceException;
import dev.dromedary.desk.library.LibraryException;
import dev.dromedary.desk.operations.Upload;
import dev.dromedary.desk.repository.Home;
import dev.dromedary.desk.repository.RepositoryException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line with its commands. Without arguments it runs the sample. */
@Command(
        name = "dromedary",
        description = "Apache Camel routes as AWS Lambda functions.",
        mixinStandardHelpOptions = true,
        versionProvider = Dromedary.Version.class,
        scope = ScopeType.INHERIT,
        subcommands = {
            RunCommand.class,
            CheckCommand.class,
            TestCommand.class,
            ValidateCommand.class,
            GenerateCommand.class,
            PlanCommand.class,
            StatusCommand.class,
            LineageCommand.class,
            ExplainCommand.class,
            ReplayCommand.class,
            UploadCommand.class,
            PurgeCommand.class,
            DeployCommand.class,
            DestroyCommand.class,
            NewCommand.class,
            PackageCommand.class,
            SchemasCommand.class,
            EventCommand.class,
            DoctorCommand.class,
            GenerateCompletion.class
        },
        footer = {"", "dromedary alone runs health on its sample; in a repository of your own it prints help."})
public final class Dromedary {

    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private static final String SAMPLE = "sample-csv/health.csv";

    private static final Map<String, String> EXIT_CODES = exitCodes();

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show the stack of a failure; with test, also what routes log.")
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
        CommandLine commandLine = commands(dromedary)
                .setOut(TerminalText.over(out))
                .setErr(TerminalText.over(err))
                // Colours are control characters, which none of what is printed may hold.
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((failure, command, parsed) -> dromedary.report(failure, command))
                .setParameterExceptionHandler(new WrongUsage())
                .setCaseInsensitiveEnumValuesAllowed(true);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            return commandLine.execute(arguments.length == 0 ? sample() : arguments);
        } catch (LinkageError e) {
            // Uncaught, it would end this thread alone, and DynamoDB Local's would live on for ever.
            return dromedary.report(e, commandLine);
        } finally {
            // A repository's own libraries are no business of whatever comes next.
            thread.setContextClassLoader(before);
        }
    }

    /** In a folder of one's own the sample is that of Dromedary's home, and where there is none, help. */
    private static String[] sample() {
        Path here = Path.of("");
        if (Files.isRegularFile(here.resolve(SAMPLE))) {
            return new String[] {"run", "health", SAMPLE};
        }
        return Home.find()
                .filter(home -> !Files.isDirectory(here.resolve("routes")))
                .map(home -> new String[] {
                    "run",
                    "health",
                    home.path().resolve(SAMPLE).toString(),
                    "--routes",
                    home.routes().toString()
                })
                .orElse(new String[] {"--help"});
    }

    /** Every command tells its exit codes. */
    static CommandLine commands(Dromedary dromedary) {
        CommandLine commandLine = new CommandLine(dromedary).setUsageHelpAutoWidth(true);
        explain(commandLine);
        return commandLine;
    }

    private static void explain(CommandLine command) {
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(EXIT_CODES);
        command.getSubcommands().values().forEach(Dromedary::explain);
    }

    /** Whether the user wants to see more. */
    boolean isVerbose() {
        return verbose;
    }

    /** Runs another command, after one that has made what it works on. */
    int run(CommandLine command, List<String> arguments) {
        return execute(command.getOut(), command.getErr(), arguments.toArray(String[]::new));
    }

    /** Shows where something came from, to whom asks for it. */
    static void showStack(Throwable failure, PrintWriter err) {
        failure.printStackTrace(err);
        err.flush();
    }

    private int report(LinkageError failure, CommandLine command) {
        PrintedError.print(
                command,
                "A class is missing, or is another one than is needed (" + failure + "); a library that with= in"
                        + " dromedary.properties, --with or pom.xml adds may be too old or too new: take them out, one after"
                        + " the other, or take other versions.");
        if (verbose) {
            showStack(failure, command.getErr());
        }
        return FAILED;
    }

    private int report(Exception failure, CommandLine command) {
        PrintedError.print(command, Sentence.of(failure));
        if (verbose) {
            showStack(failure, command.getErr());
        }
        return failure instanceof UsageException
                        || failure instanceof RepositoryException
                        || failure instanceof InferenceException
                        || failure instanceof LibraryException
                        || failure instanceof Upload.Refusal
                ? WRONG_USAGE
                : FAILED;
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put("0", "All was handled; rejected rows are no failure.");
        codes.put(String.valueOf(FAILED), "Something is wrong, failed, or was rejected whole.");
        codes.put(String.valueOf(WRONG_USAGE), "Wrong usage of the command line.");
        return Collections.unmodifiableMap(codes);
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"dromedary " + Home.version()};
        }
    }
}
