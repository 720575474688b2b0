package dev.dromedary.desk.cloud.s3;

import dev.dromedary.desk.cloud.Shown;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * The keys that S3 takes: 1 to 1,024 bytes of UTF-8, after <a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Naming Amazon S3 objects</a>.
 */
final class ObjectKeys {
    private static final int LONGEST = 1024;

    private ObjectKeys() {}

    /** @throws software.amazon.awssdk.services.s3.model.S3Exception for a key that S3 would refuse */
    static String checked(String key) {
        if (key == null || key.isEmpty()) {
            throw SdkClientException.create("A request needs a key that is not empty.");
        }
        if (utf8Length(key) > LONGEST) {
            throw S3Errors.error(400, "KeyTooLongError", "Your key is too long: at most 1024 bytes.");
        }
        return key;
    }

    private static int utf8Length(String key) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(key));
            return bytes.remaining();
        } catch (CharacterCodingException e) {
            throw S3Errors.error(400, "InvalidURI", "The key " + Shown.of(key) + " can't be written as UTF-8.");
        }
    }
}
