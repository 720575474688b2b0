package dev.dromedary.desk.console;

import dev.dromedary.desk.operations.Candidates;
import dev.dromedary.desk.operations.Selection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * One object: what S3 knows of it, and what stands in it if it is a small text.
 *
 * @param site what is shown
 */
record ObjectView(Site site) implements View {

    private static final int LARGEST = 256 * 1024;

    @Override
    public String name() {
        return "object";
    }

    @Override
    public Map<String, Object> model(Asked asked) {
        String bucket = asked.value("bucket");
        String key = asked.value("key");
        HeadObjectResponse head = head(bucket, key);
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("bucket", bucket);
        model.put("key", key);
        model.put("size", head.contentLength());
        model.put("modified", head.lastModified().toString());
        model.put("version", head.versionId() == null ? "" : head.versionId());
        model.put("metadata", head.metadata());
        model.put("starts", startsSomething(bucket, key));
        if (head.contentLength() > LARGEST) {
            model.put("remark", "It is larger than " + LARGEST / 1024 + " kB, and so not shown.");
            return model;
        }
        text(site.cloud()
                        .s3()
                        .getObjectAsBytes(request -> request.bucket(bucket).key(key))
                        .asByteArray())
                .ifPresentOrElse(
                        text -> model.put("text", text),
                        () -> model.put("remark", "It is not text in UTF-8, and so not shown."));
        return model;
    }

    private HeadObjectResponse head(String bucket, String key) {
        if (bucket.isEmpty() || key.isEmpty()) {
            throw RefusedException.notFound("Name a bucket and a key.");
        }
        try {
            return site.cloud().s3().headObject(request -> request.bucket(bucket)
                    .key(key));
        } catch (S3Exception e) {
            throw RefusedException.notFound("There is no object " + key + " in the bucket " + bucket + ".");
        }
    }

    private boolean startsSomething(String bucket, String key) {
        Selection one = new Selection(Optional.of(key), "", Instant.MIN, Instant.MAX, false);
        try (Stream<?> found = new Candidates(site.clients(), site.deployment())
                .find(one)
                .filter(candidate -> candidate.object().bucket().equals(bucket))) {
            return found.findAny().isPresent();
        }
    }

    private static Optional<String> text(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.indexOf(0) < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
