package dev.dromedary.desk.repository;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/**
 * Something that commands need.
 *
 * @param state whether it is there
 * @param what its name
 * @param told what was found; or what it is needed for, and what to do
 */
public record Diagnosis(State state, String what, String told) {

    /** Whether something is there. */
    public enum State {
        /** It is there. */
        OK,
        /** Some commands can't work, and others do. */
        MISSING,
        /** What most commands need is not as it has to be. */
        WRONG
    }

    private static final int LONGEST_SECONDS = 10;
    private static final int EMULATOR_MILLIS = 2000;
    private static final String ENGINE = "/com/amazonaws/services/dynamodbv2/local/shared/access/LocalDBClient.class";

    /**
     * Looks at all. Calls no service of AWS, and runs {@code mvn} and {@code terraform} for their versions.
     *
     * @param home of the running Dromedary, if it has one
     * @param version of the running Dromedary
     * @param repository that it is run in, if it is one
     * @param environment of the process
     * @throws InterruptedException if the thread is told to end
     */
    public static List<Diagnosis> all(
            Optional<Home> home, String version, Optional<Repository> repository, Map<String, String> environment)
            throws InterruptedException {
        List<Diagnosis> found = new ArrayList<>();
        found.add(new Diagnosis(State.OK, "Java", Runtime.version() + " at " + System.getProperty("java.home")));
        found.add(home.map(here -> new Diagnosis(State.OK, "Dromedary", version + " at " + here.path()))
                .orElseGet(() -> new Diagnosis(
                        State.MISSING,
                        "Dromedary",
                        version + " is neither a distribution nor a clone: new and package need one")));
        repository.ifPresent(own -> found.add(repository(own, version)));
        found.add(
                Diagnosis.class.getResource(ENGINE) != null
                        ? new Diagnosis(State.OK, "DynamoDB Local", "is on the class path")
                        : new Diagnosis(
                                State.WRONG,
                                "DynamoDB Local",
                                "for run and test: let this machine reach Maven Central, or name a Maven repository that has it"
                                        + " with DROMEDARY_REPOSITORY"));
        home.ifPresent(here -> found.add(parts(here)));
        found.add(program("Maven", "mvn", "-version", "to build a clone of Dromedary; a distribution needs none"));
        found.add(program("Terraform", "terraform", "version", "to deploy on AWS: 1.11 or newer"));
        found.add(program("MiniStack", "ministack", "--version", "for deploy --emulator: docs/rehearsing.md"));
        found.add(region());
        found.add(credentials());
        found.add(emulator(environment.getOrDefault("AWS_ENDPOINT_URL", "")));
        return found;
    }

    private static Diagnosis repository(Repository own, String version) {
        String wanted = own.version().orElse("");
        return wanted.isEmpty() || wanted.equals(version) || version.equals("development")
                ? new Diagnosis(
                        State.OK,
                        "Repository",
                        own.folder() + (wanted.isEmpty() ? " names no version" : " is made for " + wanted))
                : new Diagnosis(
                        State.WRONG,
                        "Repository",
                        own.folder() + " is made for " + wanted + ": start that one, or write version=" + version
                                + " into " + Repository.FILE);
    }

    private static Diagnosis parts(Home home) {
        try {
            return new Diagnosis(
                    State.OK,
                    "Functions",
                    "are made from " + FunctionParts.of(home).function().getParent());
        } catch (RepositoryException e) {
            return new Diagnosis(State.MISSING, "Functions", "for package: " + e.getMessage());
        }
    }

    private static Diagnosis program(String what, String command, String option, String needed)
            throws InterruptedException {
        try {
            Path output = Files.createTempFile("dromedary-doctor", ".txt");
            try {
                Process process = new ProcessBuilder(command, option)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                process.getOutputStream().close();
                if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    return new Diagnosis(State.MISSING, what, needed + "; " + command + " does not answer");
                }
                String first = Files.readString(output, StandardCharsets.UTF_8)
                        .replaceAll("\u001b\\[[0-9;]*m", "")
                        .lines()
                        .filter(line -> line.matches(".*\\d+\\.\\d+.*"))
                        .findFirst()
                        .orElse("");
                return process.exitValue() == 0
                        ? new Diagnosis(State.OK, what, first)
                        : new Diagnosis(State.MISSING, what, needed + "; " + command + " " + option + " fails");
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new Diagnosis(State.MISSING, what, needed);
        }
    }

    private static Diagnosis region() {
        try {
            return new Diagnosis(
                    State.OK,
                    "Region",
                    new AwsRegionProviderChain(new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
                            .getRegion()
                            .id());
        } catch (SdkClientException e) {
            return new Diagnosis(
                    State.MISSING,
                    "Region",
                    "for status, replay, upload and purge on AWS, and run --model: set AWS_REGION, or one in a profile");
        }
    }

    private static Diagnosis credentials() {
        try (AwsCredentialsProviderChain chain = AwsCredentialsProviderChain.of(
                EnvironmentVariableCredentialsProvider.create(), ProfileCredentialsProvider.create())) {
            chain.resolveCredentials();
            return new Diagnosis(State.OK, "Credentials", "are there; nobody was asked whether they are good");
        } catch (SdkClientException e) {
            return new Diagnosis(
                    State.MISSING,
                    "Credentials",
                    "for status, replay, upload and purge on AWS, and run --model: sign in, or set AWS_PROFILE");
        }
    }

    private static Diagnosis emulator(String address) {
        if (address.isBlank()) {
            return new Diagnosis(
                    State.MISSING,
                    "Emulator",
                    "for deploy --emulator and run on one: AWS_ENDPOINT_URL says where it is");
        }
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(EMULATOR_MILLIS);
            connection.setReadTimeout(EMULATOR_MILLIS);
            connection.getResponseCode();
            return new Diagnosis(State.OK, "Emulator", address + " answers");
        } catch (IOException | IllegalArgumentException e) {
            return new Diagnosis(
                    State.MISSING, "Emulator", address + ", which AWS_ENDPOINT_URL names, does not answer");
        }
    }
}
