package dev.dromedary.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** A response as JSON, as services write what the SDK reads into one. */
final class JsonReply {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonReply() {}

    static ObjectNode of(SdkPojo response) {
        ObjectNode object = JSON.objectNode();
        for (SdkField<?> field : response.sdkFields()) {
            Object value = field.getValueOrDefault(response);
            if (field.location() == MarshallLocation.PAYLOAD && isThere(value)) {
                object.set(field.locationName(), json(value));
            }
        }
        return object;
    }

    static boolean isThere(Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static JsonNode json(Object value) {
        if (value instanceof SdkPojo pojo) {
            return of(pojo);
        }
        if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((name, each) -> object.set(name.toString(), json(each)));
            return object;
        }
        if (value instanceof Collection<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(each -> array.add(json(each)));
            return array;
        }
        if (value instanceof SdkBytes bytes) {
            return JSON.textNode(Base64.getEncoder().encodeToString(bytes.asByteArray()));
        }
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        if (value instanceof Instant time) {
            return JSON.numberNode(BigDecimal.valueOf(time.toEpochMilli(), 3));
        }
        if (value instanceof Number number) {
            return JSON.numberNode(new BigDecimal(number.toString()));
        }
        if (value instanceof Document) {
            throw new UnsupportedOperationException("No route has needed a document in a reply");
        }
        return JSON.textNode(value.toString());
    }
}
