package dev.dromedary.function.runtime;

import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Keeps calls inside the machine during the init phase. SnapStart clones what is made there, so no credentials may be
 * read and no connection opened. While the gate is closed, calls are answered by {@link InitPhaseAnswer} with made-up
 * credentials: Camel's endpoints may look whether their bucket exists, and priming may walk the whole route.
 */
final class ServiceGate {

    private static final AwsBasicCredentials NOBODY = AwsBasicCredentials.create("init", "init");

    private final Supplier<byte[]> sample;
    private volatile boolean open;

    /** A closed gate; the sample is the content of an object that the route can work on, for its priming. */
    ServiceGate(Supplier<byte[]> sample) {
        this.sample = sample;
    }

    void open() {
        open = true;
    }

    boolean isOpen() {
        return open;
    }

    /** The credentials of the environment, looked for when they are first needed. */
    AwsCredentialsProvider guardedCredentials() {
        return new AwsCredentialsProvider() {
            private AwsCredentialsProvider real;

            @Override
            public synchronized AwsCredentials resolveCredentials() {
                if (!open) {
                    return NOBODY;
                }
                if (real == null) {
                    real = DefaultCredentialsProvider.builder().build();
                }
                return real.resolveCredentials();
            }
        };
    }

    /** A client that goes out only when the gate is open. */
    SdkHttpClient guard(SdkHttpClient client) {
        return new SdkHttpClient() {
            @Override
            public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
                return open ? client.prepareRequest(request) : new InitPhaseAnswer(request, sample);
            }

            @Override
            public String clientName() {
                return client.clientName();
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }
}
