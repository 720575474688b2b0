package dev.dromedary.routes;

import dev.dromedary.local.EmbeddedCloud;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCloud.class)
class HealthIngestVersionsTest extends VersionsCases {

    @Override
    Ingest ingest(EmbeddedCloud cloud) throws Exception {
        return new Ingest(cloud);
    }
}
