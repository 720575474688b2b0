package dev.dromedary.function.steps.lineage;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.CamelContext;

/**
 * What properties say of lineage.
 *
 * @param prefix what the keys of events begin with, ending in a slash; empty if no events are kept
 * @param namespace of the jobs
 * @param endpoint where events are sent to as well
 * @param apiKey what is sent along as a bearer token, or a Simple expression that reads it
 * @param dataZoneDomain identifier of the domain of Amazon DataZone that is told as well
 * @param dataZoneEndpoint where DataZone is, if not where it is for all in the region
 */
public record LineageSettings(
        Optional<String> prefix,
        String namespace,
        Optional<URI> endpoint,
        Optional<String> apiKey,
        Optional<String> dataZoneDomain,
        Optional<URI> dataZoneEndpoint) {

    /** The property that says where events are kept; empty for nowhere. */
    public static final String PREFIX = "dromedary.lineage.prefix";

    private static final String ENDPOINT = "dromedary.lineage.endpoint";

    /** The property with the token that goes along to where events are sent; may be the placeholder of a secret. */
    public static final String API_KEY = "dromedary.lineage.api-key";

    private static final String DATAZONE_ENDPOINT = "dromedary.lineage.datazone-endpoint";

    /** The property with the domain of Amazon DataZone that is told as well; empty for none. */
    public static final String DATAZONE_DOMAIN = "dromedary.lineage.datazone-domain";

    /**
     * Reads the properties.
     *
     * @throws IllegalArgumentException with one sentence if one can't be used
     */
    public static LineageSettings of(CamelContext context) {
        Optional<String> prefix = value(context, PREFIX);
        prefix.filter(text -> !isPrefix(text)).ifPresent(text -> {
            throw new IllegalArgumentException(fault(text));
        });
        Optional<String> domain = value(context, DATAZONE_DOMAIN);
        domain.filter(text -> !isDataZoneDomain(text)).ifPresent(text -> {
            throw new IllegalArgumentException(dataZoneFault(text));
        });
        return new LineageSettings(
                prefix,
                value(context, "dromedary.lineage.namespace").orElse("dromedary"),
                value(context, ENDPOINT).map(text -> uri(ENDPOINT, text)),
                value(context, API_KEY),
                domain,
                value(context, DATAZONE_ENDPOINT).map(text -> uri(DATAZONE_ENDPOINT, text)));
    }

    /** Whether keys of events may begin so: with a folder of their own. */
    public static boolean isPrefix(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9._/-]*/");
    }

    /** What to say of a prefix that is none. */
    public static String fault(String text) {
        return "The property " + PREFIX + " is \"" + text
                + "\"; it has to be a folder such as lineage/, or empty, so that no lineage is kept";
    }

    /**
     * Whether it can be the identifier of a domain.
     *
     * @see <a href="https://docs.aws.amazon.com/datazone/latest/APIReference/API_PostLineageEvent.html">Its pattern</a>
     */
    public static boolean isDataZoneDomain(String text) {
        return text.matches("dzd[-_][a-zA-Z0-9_-]{1,36}");
    }

    /** What to say of one that can't be. */
    public static String dataZoneFault(String text) {
        return "The property " + DATAZONE_DOMAIN + " is \"" + text
                + "\"; it has to be the identifier of a domain of Amazon DataZone, such as dzd_1a2b3c4d5e6f7g, or empty";
    }

    private static Optional<String> value(CamelContext context, String property) {
        return Optional.of(context.resolvePropertyPlaceholders("{{" + property + ":}}")
                        .strip())
                .filter(text -> !text.isEmpty());
    }

    private static URI uri(String property, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // It is told below what it has to be.
        }
        throw new IllegalArgumentException("The property " + property
                + " is no address; it has to be one such as https://marquez.example.com/api/v1/lineage");
    }

    /** The key of a run's event; empty if none is kept. */
    public Optional<String> key(UUID run) {
        return prefix.map(folder -> folder + run + ".json");
    }
}
