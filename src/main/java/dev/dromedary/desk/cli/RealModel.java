package dev.dromedary.desk.cli;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * A model of the real Bedrock, which the command line names.
 *
 * @param id id of the model or of an inference profile
 * @param client with credentials and region
 */
record RealModel(String id, BedrockRuntimeClient client) {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    /** A model may think for a while before the first byte. */
    private static final Duration READ = Duration.ofSeconds(120);

    /**
     * A model, with the credentials and the region of the environment or a profile.
     *
     * @param id id of the model
     * @return the model
     * @throws UsageException if the id is blank, or there is no region or there are no credentials
     */
    static RealModel of(String id) {
        return of(
                id,
                DefaultAwsRegionProviderChain.builder().build(),
                DefaultCredentialsProvider.builder().build());
    }

    static RealModel of(String id, AwsRegionProvider regions, AwsCredentialsProvider credentials) {
        if (id.isBlank()) {
            throw new UsageException("--model needs the id of a model, such as amazon.nova-lite-v1:0.");
        }
        Region region = region(regions);
        try {
            // Now, not after minutes in the middle of a run.
            credentials.resolveCredentials();
        } catch (SdkClientException e) {
            throw new UsageException("--model needs AWS credentials, and there are none in the environment or a"
                    + " profile; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE.");
        }
        return new RealModel(
                id,
                BedrockRuntimeClient.builder()
                        .region(region)
                        // Not an emulator that the environment names for all services.
                        .endpointOverride(endpoint(region))
                        .credentialsProvider(credentials)
                        .httpClient(UrlConnectionHttpClient.builder()
                                .connectionTimeout(CONNECT)
                                .socketTimeout(READ)
                                .build())
                        .build());
    }

    private static URI endpoint(Region region) {
        String own = System.getenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME");
        // The metadata know the host only.
        return URI.create(
                own == null
                        ? "https://" + BedrockRuntimeClient.serviceMetadata().endpointFor(region)
                        : own);
    }

    private static Region region(AwsRegionProvider regions) {
        Region region;
        try {
            region = regions.getRegion();
        } catch (SdkClientException e) {
            region = null;
        }
        if (region == null) {
            throw new UsageException(
                    "--model needs an AWS region, and there is none in the environment or a profile; set AWS_REGION.");
        }
        return region;
    }
}
