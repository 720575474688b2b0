package dev.dromedary.desk.cli;

import dev.dromedary.desk.emulator.EmulatorException;
import dev.dromedary.desk.emulator.Rehearsal;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where a rehearsal is: options that its commands share. */
final class RehearsalOptions {

    @Option(names = "--emulator", description = "In MiniStack, where AWS_ENDPOINT_URL says that it is.")
    private boolean emulator;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "rehearsal",
            description = "Name of the environment, in which all names end. Default: ${DEFAULT-VALUE}.")
    private String environment;

    @Mixin
    private PrefixOption prefix;

    /**
     * Looks for MiniStack.
     *
     * @param plan the plan's document
     * @throws UsageException if this is not to be a rehearsal, or there is no MiniStack
     */
    Rehearsal open(Map<String, Object> plan) {
        if (!emulator) {
            throw new UsageException("On AWS Terraform deploys and destroys (docs/deploying.md);"
                    + " with --emulator this works on MiniStack, for a rehearsal (docs/rehearsing.md).");
        }
        try {
            return Rehearsal.of(plan, prefix.name().orElse(""), environment(), System.getenv());
        } catch (EmulatorException e) {
            // It is about the environment.
            throw new UsageException(e.getMessage());
        }
    }

    /** @throws UsageException if it can't be the name of one */
    String environment() {
        return EnvironmentOption.named(environment).orElseThrow();
    }

    /** The option by which other commands work on the same. */
    String shown() {
        return prefix.shown() + " --environment " + environment;
    }
}
