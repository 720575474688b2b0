package dev.dromedary.routes;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedCloud.class)
class HealthIngestVersionsTest extends VersionsCases {

    @Override
    Ingest ingest(EmbeddedCloud cloud) throws Exception {
        return new Ingest(cloud);
    }
}
