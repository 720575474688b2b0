package dev.dromedary.desk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;

class SentenceTest {

    @ParameterizedTest
    @CsvSource({
        "Unable to load region from any of the providers in the chain x.Chain@11bd0f3b, set AWS_REGION",
        "Unable to load credentials from any of the providers in the chain Chain(), set AWS_PROFILE"
    })
    void shouldSayWhatToSet_whenTheSdkFindsNoneOfIt(String message, String advice) {
        String sentence = Sentence.of(new IllegalStateException(SdkClientException.create(message)));

        assertThat(sentence).contains(advice, "--data").doesNotContain("chain", "@");
    }

    @Test
    void shouldSayWhatToSet_whenTheSdkItselfFindsNoCredentials() {
        AwsCredentialsProviderChain none = AwsCredentialsProviderChain.of(() -> {
            throw SdkClientException.create("none");
        });

        Throwable failure = catchThrowable(none::resolveCredentials);

        assertThat(Sentence.of(failure)).contains("There are no AWS credentials");
    }

    @Test
    void shouldSayWhereToLook_whenNothingAnswers() {
        Throwable failure = SdkClientException.create("Unable to execute", new ConnectException("Connection refused"));

        assertThat(Sentence.of(failure)).contains("Nothing answers (Connection refused)", "AWS_ENDPOINT_URL");
    }
}
