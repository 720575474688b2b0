package dev.dromedary.desk.emulator;

import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.PercentEncoding;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An emulator's news of S3, in need of repair.
 *
 * @param emulator whose news it is
 * @param sequencer to be put in place of the one that all its news have
 */
record ObjectEvent(Kind emulator, String sequencer) {

    /** Repairs an EventBridge event or a notification of S3; any other text stays as it is. */
    String mend(String body) {
        Map<String, Object> document;
        try {
            document = JsonDocument.parse(body);
        } catch (UnexpectedEventException e) {
            // A message of somebody's own.
            return body;
        }
        if ("aws.s3".equals(document.get("source")) && document.get("detail") instanceof Map<?, ?> detail) {
            return JsonDocument.write(with(document, "detail", object(detail, emulator == Kind.LOCALSTACK)));
        }
        if (document.get("Records") instanceof List<?> records
                && records.stream().allMatch(ObjectEvent::isNotification)) {
            List<Object> mended = records.stream().map(this::notification).toList();
            return JsonDocument.write(with(document, "Records", mended));
        }
        return body;
    }

    private static boolean isNotification(Object entry) {
        return entry instanceof Map<?, ?> map
                && "aws:s3".equals(map.get("eventSource"))
                && map.get("s3") instanceof Map<?, ?>;
    }

    /** Keys in notifications are encoded by AWS, too. */
    private Object notification(Object entry) {
        Map<?, ?> map = (Map<?, ?>) entry;
        return with(map, "s3", object((Map<?, ?>) map.get("s3"), false));
    }

    private Map<String, Object> object(Map<?, ?> parent, boolean encoded) {
        if (!(parent.get("object") instanceof Map<?, ?> object)) {
            return with(parent, "object", null);
        }
        Map<String, Object> mended = with(object, "sequencer", sequencer);
        if (encoded && mended.get("key") instanceof String key) {
            mended.put("key", PercentEncoding.decodeForm(key));
        }
        return with(parent, "object", mended);
    }

    private static Map<String, Object> with(Map<?, ?> map, String field, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, each) -> copy.put(name.toString(), each));
        copy.put(field, value);
        return copy;
    }
}
