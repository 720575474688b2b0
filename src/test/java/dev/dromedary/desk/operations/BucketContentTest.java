package dev.dromedary.desk.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.s3.EmbeddedS3;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class BucketContentTest {

    @Test
    void shouldDeleteEveryObject_whateverItsKeyHolds(@TempDir Path folder) throws IOException {
        try (EmbeddedS3 s3 = new EmbeddedS3(folder, change -> {})) {
            s3.createBucket("bucket", true);
            for (String key : List.of("plain", "a\u0001", "b\uffff", "c\u001b[31m", "d\r\n", "<&>")) {
                s3.putObject(put -> put.bucket("bucket").key(key), RequestBody.fromString("x"));
            }
            BucketContent content = new BucketContent(s3, "bucket");

            assertThat(content.delete()).isEqualTo(6);
            assertThat(content.count()).isZero();
        }
    }
}
