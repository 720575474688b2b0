package dev.dromedary.function.runtime;

import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.AthenaClientBuilder;

/** Athena's client, in a class of its own: only the zips of functions that write Parquet hold it. */
final class AthenaService {

    private AthenaService() {}

    static AthenaClient client(UnaryOperator<AthenaClientBuilder> configured) {
        return configured.apply(AthenaClient.builder()).build();
    }
}
