package dev.dromedary.function.steps.lineage;

import java.net.URI;
import java.util.Optional;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.PartitionEndpointKey;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Amazon DataZone (the catalogue of SageMaker Unified Studio), which takes events by PostLineageEvent. The call is made without the
 * service's own client, which would add 6 MB to every function for this one call.
 *
 * @param region whose DataZone it is
 * @param endpoint another address, such as of a VPC endpoint or an emulator; empty for the region's own
 * @param credentials of the function
 * @see <a href="https://docs.aws.amazon.com/datazone/latest/APIReference/API_PostLineageEvent.html">PostLineageEvent</a>
 */
record DataZone(Region region, Optional<URI> endpoint, AwsCredentialsProvider credentials) {

    /** Name of the bean with the credentials; at a desk there are none, and nothing is sent. */
    private static final String CREDENTIALS = "lineageCredentials";

    private static final String SERVICE = "datazone";

    /** That of a function's region; empty at a desk. */
    static Optional<DataZone> of(CamelContext context, Optional<URI> endpoint) {
        return Optional.ofNullable(context.getRegistry().lookupByNameAndType(CREDENTIALS, AwsCredentialsProvider.class))
                .map(credentials -> new DataZone(
                        Region.of(context.resolvePropertyPlaceholders("{{dromedary.region}}")), endpoint, credentials));
    }

    /** One of its domains, by its identifier. */
    LineageDestination domain(String identifier) {
        return new Domain(identifier);
    }

    /** It has no address without IPv6: {@code datazone.eu-central-1.api.aws}. */
    private URI address() {
        return endpoint.orElseGet(() -> URI.create("https://" + SERVICE + "." + region.id() + "."
                + PartitionMetadata.of(region)
                        .dnsSuffix(PartitionEndpointKey.builder()
                                .tags(EndpointTag.DUALSTACK)
                                .build())));
    }

    private final class Domain implements LineageDestination {

        private final String identifier;

        private Domain(String identifier) {
            this.identifier = identifier;
        }

        @Override
        public String name() {
            return "domain " + identifier + " of DataZone";
        }

        @Override
        public SdkHttpRequest request(RunEvent event, byte[] json) {
            URI address = address();
            SdkHttpRequest request = SdkHttpRequest.builder()
                    .method(SdkHttpMethod.POST)
                    .uri(address)
                    .encodedPath(
                            address.getPath().replaceFirst("/$", "") + "/v2/domains/" + identifier + "/lineage/events")
                    // A retry repeats the run's identifier, so that it is told once.
                    .putHeader("Client-Token", event.run().id().toString())
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Content-Length", String.valueOf(json.length))
                    .build();
            return AwsV4HttpSigner.create()
                    .sign(sign -> sign.identity(credentials.resolveCredentials())
                            .request(request)
                            .payload(ContentStreamProvider.fromByteArray(json))
                            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, SERVICE)
                            .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()))
                    .request();
        }
    }
}
