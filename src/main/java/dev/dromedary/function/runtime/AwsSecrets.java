package dev.dromedary.function.runtime;

import dev.dromedary.desk.emulator.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * Secrets Manager and Parameter Store. A value is read when a route first needs it in an invocation, never in the init
 * phase, and read anew after five minutes: a rotated secret is in use by then. {@link ParameterSettings} reads settings.
 */
final class AwsSecrets implements Secrets {

    /** As long as AWS's own Parameters and Secrets extension of Lambda does by default. */
    static final Duration KEPT = Duration.ofMinutes(5);

    /** What stands for any value while a snapshot is prepared. */
    static final String INIT = "init";

    /** What Terraform puts into a new parameter, which can't be empty. */
    private static final String NOT_SET = "not set";

    private final BooleanSupplier open;
    private final Supplier<SecretsManagerClient> secretsManager;
    private final Supplier<SsmClient> parameterStore;
    private final ParameterSettings settings;
    private final InstantSource clock;
    private final Map<Name, Read> values = new HashMap<>();

    private record Read(String value, Instant at) {}

    AwsSecrets(
            BooleanSupplier open,
            Supplier<SecretsManagerClient> secretsManager,
            Supplier<SsmClient> parameterStore,
            ParameterSettings settings,
            InstantSource clock) {
        this.open = open;
        this.secretsManager = secretsManager;
        this.parameterStore = parameterStore;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void expect(Name name) {
        if (name.kind() == Kind.setting) {
            settings.expect(name);
        }
    }

    @Override
    public synchronized String value(Name name) {
        if (name.kind() == Kind.setting) {
            return open.getAsBoolean() ? settings.value(name) : name.otherwise();
        }
        if (!open.getAsBoolean()) {
            return INIT;
        }
        Read known = values.get(name);
        if (known == null || known.at().plus(KEPT).isBefore(clock.instant())) {
            known = new Read(
                    name.kind() == Kind.secret ? secret(name.inAws()) : parameter(name.inAws()), clock.instant());
            values.put(name, known);
        }
        return known.value();
    }

    private String secret(String name) {
        String value = null;
        try {
            value = secretsManager
                    .get()
                    .getSecretValue(get -> get.secretId(name))
                    .secretString();
        } catch (ResourceNotFoundException e) {
            throw new IllegalStateException(
                    "The secret " + name + " has no value; put one in: aws secretsmanager put-secret-value --secret-id "
                            + name + " --secret-string VALUE.",
                    e);
        }
        if (value == null) {
            throw new IllegalStateException("The secret " + name + " holds bytes, and a route reads texts.");
        }
        return value;
    }

    private String parameter(String name) {
        String value = null;
        try {
            value = parameterStore
                    .get()
                    .getParameter(get -> get.name(name).withDecryption(true))
                    .parameter()
                    .value();
        } catch (ParameterNotFoundException e) {
            throw new IllegalStateException(unset(name), e);
        }
        if (value.equals(NOT_SET)) {
            throw new IllegalStateException(unset(name));
        }
        return value;
    }

    private static String unset(String name) {
        return "The parameter " + name + " has no value; put one in: aws ssm put-parameter --overwrite --type"
                + " SecureString --name " + name + " --value VALUE.";
    }
}
