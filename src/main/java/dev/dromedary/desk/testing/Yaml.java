package dev.dromedary.desk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes YAML as test files have it. */
final class Yaml {

    private static final int WIDTH = 100_000;

    private Yaml() {}

    /** Lines without line breaks, in block style. */
    static List<String> lines(JsonNode json) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndent(2)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setWidth(WIDTH)
                .setSplitLines(false)
                .setDereferenceAliases(true)
                .build();
        return new Dump(settings).dumpToString(plain(json)).lines().toList();
    }

    private static Object plain(JsonNode json) {
        if (json.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            json.properties().forEach(each -> map.put(each.getKey(), plain(each.getValue())));
            return map;
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(each -> list.add(plain(each)));
            return list;
        }
        if (json.isNumber()) {
            BigDecimal number = json.decimalValue();
            // A whole number, however it was written, is told to be a float otherwise.
            return number.stripTrailingZeros().scale() <= 0 ? (Object) number.toBigInteger() : number;
        }
        return json.isNull() ? null : json.isBoolean() ? (Object) json.booleanValue() : json.asText();
    }
}
