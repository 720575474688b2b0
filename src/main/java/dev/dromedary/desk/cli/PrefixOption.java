package dev.dromedary.desk.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option by which commands are told which project's resources are meant. */
final class PrefixOption {

    /** As the variable prefix of terraform/ has it. */
    private static final String PREFIX = "[a-z][a-z0-9]{0,8}-";

    @Option(
            names = "--name-prefix",
            paramLabel = "PREFIX-",
            description =
                    "What names of that environment begin with, where several projects share an account, such as claims-.")
    private String prefix;

    /**
     * The prefix that was named.
     *
     * @throws UsageException if names can't begin so
     */
    Optional<String> name() {
        if (prefix != null && !prefix.matches(PREFIX)) {
            throw wrong();
        }
        return Optional.ofNullable(prefix);
    }

    static UsageException wrong() {
        return new UsageException(
                "--name-prefix is that of an environment, as the variable prefix of terraform/ has it:"
                        + " --name-prefix claims- --environment dev.");
    }

    /** The option as it was named, after a blank; or nothing. */
    String shown() {
        return prefix == null ? "" : " --name-prefix " + prefix;
    }
}
