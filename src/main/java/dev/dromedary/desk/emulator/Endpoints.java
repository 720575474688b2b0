package dev.dromedary.desk.emulator;

import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the services are, other than at AWS: {@code AWS_ENDPOINT_URL}, or a variable for each service. */
public final class Endpoints {

    static final String VARIABLE = "AWS_ENDPOINT_URL";

    private static final Set<String> EMULATORS =
            Set.of("localhost", "127.0.0.1", "[::1]", "localstack", "moto", "ministack", "host.docker.internal");

    private final Map<Service, URI> uris;

    private Endpoints(Map<Service, URI> uris) {
        this.uris = uris;
    }

    /**
     * The endpoints that environment variables name, as the SDK understands them.
     *
     * @param variables environment variables
     * @return the endpoints; empty if no variable names one, or {@code AWS_IGNORE_CONFIGURED_ENDPOINT_URLS} is true
     * @throws EmulatorException if a variable is no URL, or one of the services is left without an endpoint, so that it
     *     would be AWS itself
     */
    public static Optional<Endpoints> of(Map<String, String> variables) {
        if ("true".equalsIgnoreCase(variables.get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) {
            return Optional.empty();
        }
        Map<Service, URI> uris = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            String usual = variables.getOrDefault(VARIABLE, "");
            String own = variables.getOrDefault(service.variable(), "");
            if (!own.isBlank()) {
                uris.put(service, uri(service.variable(), own));
            } else if (!usual.isBlank()) {
                uris.put(service, uri(VARIABLE, usual));
            }
        }
        if (uris.isEmpty()) {
            return Optional.empty();
        }
        List<Service> missing = List.of(Service.values()).stream()
                .filter(service -> !uris.containsKey(service))
                .toList();
        if (!missing.isEmpty()) {
            throw new EmulatorException("There is an endpoint for "
                    + uris.keySet().iterator().next().shown() + " but none for "
                    + missing.get(0).shown() + ", so some of the data would go to AWS itself; set " + VARIABLE
                    + " or " + missing.get(0).variable() + ".");
        }
        return Optional.of(new Endpoints(uris));
    }

    private static URI uri(String variable, String value) {
        try {
            URI uri = URI.create(value.strip());
            if (uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new EmulatorException(
                variable + " is \"" + value + "\"; it has to be a URL such as http://localhost:4566.");
    }

    URI of(Service service) {
        return uris.get(service);
    }

    /** Whoever says otherwise is mistaken. */
    static boolean isAws(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.contains(".amazonaws.") || host.endsWith(".api.aws");
    }

    /**
     * The one place where all of them are.
     *
     * @throws EmulatorException if there are several
     */
    URI single() {
        URI one = of(Service.S3);
        uris.forEach((service, uri) -> {
            if (!uri.equals(one)) {
                throw new EmulatorException("A rehearsal is on one server, and " + service.shown() + " is at " + uri
                        + ", S3 at " + one + "; unset " + service.variable() + ".");
            }
        });
        return one;
    }

    /**
     * Makes sure that none of them is AWS.
     *
     * @param others further hosts that are emulators
     * @throws EmulatorException if one of them is none
     */
    public void requireEmulators(Set<String> others) {
        uris.forEach((service, uri) -> {
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            boolean aws = isAws(uri);
            boolean known = EMULATORS.contains(host)
                    || ("." + host).endsWith(".localhost.localstack.cloud")
                    || others.contains(host);
            if (aws || !known) {
                throw new EmulatorException("Nothing is created at " + uri + ", as it is "
                        + (aws
                                ? "AWS itself; deploy there with Terraform (docs/deploying.md)."
                                : "not known to be an emulator of " + service.shown()
                                        + "; name its host with --emulator " + host + " if it is one."));
            }
        });
    }
}
