package dev.dromedary.desk.cloud.dynamodb;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * DynamoDB values as plain JSON: numbers are numbers, with all their digits. What JSON lacks is written in DynamoDB's
 * own notation: {@code {"SS":["a"]}}, {@code {"NS":[1]}}, {@code {"BS":["…"]}}, {@code {"B":"base64"}}; and so that
 * nothing is read as what it was not, a map with one entry that has such a name is {@code {"M":{…}}}.
 */
final class AttributeJson {
    private static final Set<String> NOTATION = Set.of("SS", "NS", "BS", "B", "M");

    private AttributeJson() {}

    static void write(Map<String, AttributeValue> item, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, AttributeValue> each : new TreeMap<>(item).entrySet()) {
            json.writeFieldName(each.getKey());
            write(each.getValue(), json);
        }
        json.writeEndObject();
    }

    private static void write(AttributeValue value, JsonGenerator json) throws IOException {
        switch (value.type()) {
            case S -> json.writeString(value.s());
            case N -> json.writeNumber(value.n());
            case BOOL -> json.writeBoolean(value.bool());
            case NUL -> json.writeNull();
            case M -> writeMap(value.m(), json);
            case L -> {
                json.writeStartArray();
                for (AttributeValue each : value.l()) {
                    write(each, json);
                }
                json.writeEndArray();
            }
            case B -> {
                json.writeStartObject();
                json.writeStringField("B", base64(value.b()));
                json.writeEndObject();
            }
            case SS -> writeSet("SS", value.ss().stream().sorted().toList(), json);
            case BS ->
                writeSet(
                        "BS",
                        value.bs().stream().map(AttributeJson::base64).sorted().toList(),
                        json);
            case NS -> {
                json.writeStartObject();
                json.writeArrayFieldStart("NS");
                for (BigDecimal each :
                        value.ns().stream().map(BigDecimal::new).sorted().toList()) {
                    json.writeNumber(each);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            default -> throw new IllegalStateException("A DynamoDB value of an unknown type: " + value);
        }
    }

    private static void writeMap(Map<String, AttributeValue> map, JsonGenerator json) throws IOException {
        if (map.size() == 1 && NOTATION.containsAll(map.keySet())) {
            json.writeStartObject();
            json.writeFieldName("M");
            write(map, json);
            json.writeEndObject();
        } else {
            write(map, json);
        }
    }

    private static void writeSet(String type, List<String> values, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart(type);
        for (String each : values) {
            json.writeString(each);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param json read with exact decimals
     * @throws IllegalArgumentException when it is nothing of the kind
     */
    static Map<String, AttributeValue> item(JsonNode json) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : json.properties()) {
            item.put(each.getKey(), value(each.getValue()));
        }
        return item;
    }

    private static AttributeValue value(JsonNode json) {
        if (json.isTextual()) {
            return AttributeValue.fromS(json.textValue());
        }
        if (json.isNumber()) {
            return AttributeValue.fromN(json.asText());
        }
        if (json.isBoolean()) {
            return AttributeValue.fromBool(json.booleanValue());
        }
        if (json.isNull()) {
            return AttributeValue.fromNul(true);
        }
        if (json.isArray()) {
            List<AttributeValue> values = new ArrayList<>(json.size());
            json.forEach(each -> values.add(value(each)));
            return AttributeValue.fromL(values);
        }
        if (json.size() == 1 && NOTATION.contains(json.fieldNames().next())) {
            String type = json.fieldNames().next();
            return notation(type, json.get(type));
        }
        return AttributeValue.fromM(item(json));
    }

    private static AttributeValue notation(String type, JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.forEach(each -> texts.add(each.asText()));
        return switch (type) {
            case "SS" -> AttributeValue.fromSs(texts);
            case "NS" -> AttributeValue.fromNs(texts);
            case "BS" ->
                AttributeValue.fromBs(texts.stream().map(AttributeJson::bytes).toList());
            case "B" -> AttributeValue.fromB(bytes(json.asText()));
            default -> AttributeValue.fromM(item(json));
        };
    }

    private static SdkBytes bytes(String base64) {
        return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(base64));
    }
}
