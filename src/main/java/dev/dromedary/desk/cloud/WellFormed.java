package dev.dromedary.desk.cloud;

import dev.dromedary.function.records.EscapedText;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Requests that can be written in UTF-8: the SDK's own clients refuse all others before they send them. */
public final class WellFormed {

    private WellFormed() {}

    /**
     * The request.
     *
     * @throws SdkClientException if one of its texts holds half of a surrogate pair
     */
    public static <T extends SdkPojo> T request(T request) {
        request.sdkFields().forEach(field -> check(field, field.getValueOrDefault(request)));
        return request;
    }

    private static void check(SdkField<?> field, Object value) {
        if (value instanceof String text && !EscapedText.isClean(text, EscapedText::isInUtf8)) {
            throw SdkClientException.create("Unable to marshall request to JSON: Incomplete surrogate pair in "
                    + field.memberName() + ": " + Shown.of(text));
        }
        if (value instanceof List<?> list) {
            list.forEach(each -> check(field, each));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, each) -> {
                check(field, key);
                check(field, each);
            });
        } else if (value instanceof SdkPojo nested) {
            request(nested);
        }
    }
}
