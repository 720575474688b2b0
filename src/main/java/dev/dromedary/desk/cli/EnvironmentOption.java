package dev.dromedary.desk.cli;

import dev.dromedary.plan.Environments;
import dev.dromedary.plan.RoutesFolder;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option by which commands are told whose settings hold. */
final class EnvironmentOption {

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            description =
                    "The environment whose settings hold, such as prod: what PIPELINE.NAME.properties sets wins over"
                            + " PIPELINE.properties.")
    private String environment;

    /** The environment that was named. */
    Optional<String> name() {
        return named(environment);
    }

    /** @throws UsageException if it can't be the name of one */
    static Optional<String> named(String environment) {
        if (environment != null && !environment.matches(Environments.NAME)) {
            throw new UsageException(
                    "\"" + environment + "\" is no environment; its name is 1 to 10 lower-case letters and"
                            + " digits, and begins with a letter.");
        }
        return Optional.ofNullable(environment);
    }

    /** The folder in that environment, else as it is. */
    RoutesFolder in(RoutesFolder folder) {
        return name().map(folder::in).orElse(folder);
    }

    /** The environment of what runs on this machine: the one that was named, else the one that functions know by this variable. */
    static Optional<String> ofRun(Optional<String> named) {
        return named.or(() -> Optional.ofNullable(System.getenv("DROMEDARY_ENVIRONMENT")));
    }
}
