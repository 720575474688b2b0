package dev.dromedary.function.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;

/**
 * The settings of a function, in Parameter Store. All that its routes read are read together, when the first one is needed and
 * again when they are older than they may be; in between no call is made. A setting that is not there has its default. When
 * they can't be read again, those that are known stay in use, and that is logged; when they never could, the failure is the
 * route's, as a default in place of what somebody has set would be a wrong value that nobody notices.
 */
public final class ParameterSettings implements Secrets {

    /** The property with the seconds for which settings are kept. */
    public static final String KEPT = "dromedary.settings.seconds";

    private static final Logger LOG = LoggerFactory.getLogger(ParameterSettings.class);

    /** Names of one call: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
    private static final int MOST = 10;

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]+)?");

    private final Supplier<SsmClient> parameterStore;
    private final Supplier<Duration> kept;
    private final InstantSource clock;
    private final Set<String> names = new TreeSet<>();
    private Set<String> known = Set.of();
    /** Of those that are known and there. */
    private Map<String, String> values = Map.of();

    private Instant readAgain = Instant.MIN;

    /**
     * Settings that are not read yet.
     *
     * @param parameterStore asked for when settings are read
     * @param kept for how long they are in use before they are read again; asked for when they are read
     * @param clock tells when that is
     */
    public ParameterSettings(Supplier<SsmClient> parameterStore, Supplier<Duration> kept, InstantSource clock) {
        this.parameterStore = parameterStore;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public synchronized void expect(Name name) {
        if (names.add(name.inAws())) {
            readAgain = Instant.MIN;
        }
    }

    /**
     * The value of a setting.
     *
     * @throws IllegalStateException in one sentence, if it is no number and its default is one
     * @throws SdkException if it can't be read, and never could
     */
    @Override
    public synchronized String value(Name name) {
        expect(name);
        if (!clock.instant().isBefore(readAgain)) {
            readAll();
        }
        String value = values.getOrDefault(name.inAws(), name.otherwise());
        if (NUMBER.matcher(name.otherwise()).matches() && !NUMBER.matcher(value).matches()) {
            throw new IllegalStateException("The setting " + name.inAws() + " is \"" + value
                    + "\" and has to be a number, as its default is; put one in: aws ssm put-parameter --overwrite --name "
                    + name.inAws() + " --value " + name.otherwise() + ".");
        }
        return value;
    }

    private void readAll() {
        try {
            values = read(List.copyOf(names));
            known = Set.copyOf(names);
        } catch (SdkException e) {
            if (!known.containsAll(names)) {
                throw e;
            }
            LOG.warn("The settings can't be read again, so those that are known stay in use: {}", e.getMessage());
        }
        readAgain = clock.instant().plus(kept.get());
    }

    private Map<String, String> read(List<String> all) {
        Map<String, String> found = new HashMap<>();
        for (int from = 0; from < all.size(); from += MOST) {
            List<String> some = all.subList(from, Math.min(from + MOST, all.size()));
            for (Parameter parameter : parameterStore
                    .get()
                    .getParameters(get -> get.names(some).withDecryption(true))
                    .parameters()) {
                found.put(parameter.name(), parameter.value().strip());
            }
        }
        return found;
    }
}
