package dev.dromedary.function.steps.lineage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Sends events to somebody else's catalogue, by HTTP. What can't be sent is logged and does not fail the run, as data must not wait
 * for a catalogue.
 *
 * @param context may have a client of its own, which sends nothing while a snapshot is prepared
 * @param destination where to
 */
record LineageSender(CamelContext context, LineageDestination destination) {

    /** Name of the bean that sends, where there is one: an {@link SdkHttpClient}. */
    static final String CLIENT = "lineageClient";

    private static final Logger LOG = LoggerFactory.getLogger(LineageSender.class);

    private static final Duration LONGEST = Duration.ofSeconds(3);

    private static final int REFUSED = 300;

    void send(RunEvent event, byte[] json) {
        SdkHttpClient bound = context.getRegistry().lookupByNameAndType(CLIENT, SdkHttpClient.class);
        try {
            if (bound != null) {
                send(bound, event, json);
            } else {
                try (SdkHttpClient own = UrlConnectionHttpClient.builder()
                        .connectionTimeout(LONGEST)
                        .socketTimeout(LONGEST)
                        .build()) {
                    send(own, event, json);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "The lineage of run {} could not be sent to {} ({}); send its document from the bucket",
                    event.run().id(),
                    destination.name(),
                    e.getClass().getSimpleName());
        }
    }

    private void send(SdkHttpClient client, RunEvent event, byte[] json) throws IOException {
        HttpExecuteResponse response = client.prepareRequest(HttpExecuteRequest.builder()
                        .request(destination.request(event, json))
                        .contentStreamProvider(() -> new ByteArrayInputStream(json))
                        .build())
                .call();
        response.responseBody().ifPresent(body -> body.abort());
        int status = response.httpResponse().statusCode();
        if (status >= REFUSED) {
            LOG.warn(
                    "The lineage of run {} was refused by {} with status {}; send its document from the bucket",
                    event.run().id(),
                    destination.name(),
                    status);
        }
    }
}
