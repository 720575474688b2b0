package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsRegionProvider;

class RealModelTest {

    private static final AwsRegionProvider REGION = () -> Region.EU_CENTRAL_1;
    private static final AwsRegionProvider NO_REGION = () -> {
        throw SdkClientException.create("Unable to load region");
    };
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"));
    private static final AwsCredentialsProvider NO_CREDENTIALS = () -> {
        throw SdkClientException.create("Unable to load credentials");
    };

    @Test
    void shouldMakeAClient_whenThereAreRegionAndCredentials() {
        RealModel model = RealModel.of("some.model", REGION, CREDENTIALS);

        assertThat(model.id()).isEqualTo("some.model");
        assertThat(model.client().serviceClientConfiguration().region()).isEqualTo(Region.EU_CENTRAL_1);
        model.client().close();
    }

    @Test
    void shouldSayWhatIsMissing_whenThereIsNoRegion() {
        assertThatThrownBy(() -> RealModel.of("some.model", NO_REGION, CREDENTIALS))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("AWS_REGION");
        assertThatThrownBy(() -> RealModel.of("some.model", () -> null, CREDENTIALS))
                .isInstanceOf(UsageException.class);
    }

    @Test
    void shouldSayWhatIsMissing_whenThereAreNoCredentials() {
        assertThatThrownBy(() -> RealModel.of("some.model", REGION, NO_CREDENTIALS))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("AWS credentials");
    }

    @Test
    void shouldAskForAnId_whenItIsBlank() {
        assertThatThrownBy(() -> RealModel.of(" ", REGION, CREDENTIALS))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("id of a model");
    }
}
