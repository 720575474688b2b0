package dev.dromedary.desk.cloud.ssm;

import dev.dromedary.desk.cloud.ServiceErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.SsmException;

/**
 * Parameter Store whose every parameter is a file, {@code <name>}, with nothing but the value in it: whoever writes the file sets
 * the parameter. Other operations throw {@link UnsupportedOperationException}.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html">GetParameters</a>
 */
public final class EmbeddedParameterStore implements SsmClient {

    private static final int MOST = 10;

    /** No part of it begins with a dot, so that it is a path below the folder. */
    private static final Pattern NAME = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9_.-]*){1,15}");

    private final Path folder;

    /** @param folder has a file for each parameter */
    public EmbeddedParameterStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Sets a parameter.
     *
     * @throws IllegalArgumentException in one sentence, if that is no name
     */
    public void put(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no name of a parameter; it begins with a slash and holds"
                            + " letters, digits, slashes and . _ -.");
        }
        try {
            Path file = file(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public GetParametersResponse getParameters(GetParametersRequest request) {
        if (request.names().isEmpty() || request.names().size() > MOST) {
            throw invalid("1 validation error detected: Value at 'names' failed to satisfy constraint: Member must have"
                    + " length less than or equal to 10, and greater than or equal to 1");
        }
        List<Parameter> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String name : request.names()) {
            value(name)
                    .ifPresentOrElse(
                            value -> found.add(
                                    Parameter.builder().name(name).value(value).build()),
                            () -> missing.add(name));
        }
        return GetParametersResponse.builder()
                .parameters(found)
                .invalidParameters(missing)
                .build();
    }

    private Optional<String> value(String name) {
        try {
            return NAME.matcher(name).matches() && Files.isRegularFile(file(name))
                    ? Optional.of(Files.readString(file(name)))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name.substring(1));
    }

    private static AwsServiceException invalid(String message) {
        return ServiceErrors.of(SsmException.builder(), "Ssm", 400, "ValidationException", message);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
