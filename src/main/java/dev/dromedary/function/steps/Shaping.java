package dev.dromedary.function.steps;

import dev.dromedary.function.records.BatchMapper;
import dev.dromedary.function.records.LookupSource;
import dev.dromedary.function.records.LookupValues;
import dev.dromedary.function.records.Mapping;
import java.util.List;

/**
 * What a mapping does to the rows of one run.
 *
 * @param mapper shapes the rows
 * @param lookups what it looks things up in, in the mapping's order
 * @param sources where these are, placeholders resolved
 */
record Shaping(BatchMapper mapper, List<LookupValues> lookups, List<LookupSource> sources) {

    Mapping mapping() {
        return mapper.mapping();
    }
}
