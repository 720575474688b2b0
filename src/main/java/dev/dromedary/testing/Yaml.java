package dev.dromedary.testing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
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
        Object plain = new ObjectMapper().convertValue(json, new TypeReference<Object>() {});
        return new Dump(settings).dumpToString(plain).lines().toList();
    }
}
