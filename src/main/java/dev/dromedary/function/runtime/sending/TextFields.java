package dev.dromedary.function.runtime.sending;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.SdkBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/** Goes through all texts of a request, also those in lists, maps and nested values, and applies the rule to each. */
record TextFields(Rule rule) {

    /** What becomes of a text. */
    interface Rule {

        /**
         * What is sent in place of a text.
         *
         * @param parent name of the member that holds the value in which the text stands; empty at the top
         * @param member name of the member, as AWS's reference of the operation has it; of an entry of a map, that of the map
         * @param text the text
         * @return the text itself if it can be sent
         */
        String apply(String parent, String member, String text);
    }

    /** The same value if no text of it changes, or a copy. */
    <T extends SdkPojo> T of(T value) {
        return of("", value);
    }

    @SuppressWarnings("unchecked")
    private <T extends SdkPojo> T of(String parent, T value) {
        SdkBuilder<?, ?> copy = null;
        for (SdkField<?> field : value.sdkFields()) {
            Object before = field.getValueOrDefault(value);
            Object after = each(parent, field.memberName(), before);
            if (after != before) {
                if (copy == null) {
                    copy = ((ToCopyableBuilder<?, ?>) value).toBuilder();
                }
                field.set(copy, after);
            }
        }
        return copy == null ? value : (T) copy.build();
    }

    private Object each(String parent, String member, Object value) {
        if (value instanceof String text) {
            return rule.apply(parent, member, text);
        }
        if (value instanceof List<?> list) {
            return list(parent, member, list);
        }
        if (value instanceof Map<?, ?> map) {
            return map(parent, member, map);
        }
        return value instanceof SdkPojo nested ? of(member, nested) : value;
    }

    private Object list(String parent, String member, List<?> list) {
        List<Object> after = new ArrayList<>(list.size());
        boolean changed = false;
        for (Object before : list) {
            after.add(each(parent, member, before));
            changed |= after.get(after.size() - 1) != before;
        }
        return changed ? after : list;
    }

    private Object map(String parent, String member, Map<?, ?> map) {
        Map<Object, Object> after = new LinkedHashMap<>();
        boolean changed = false;
        for (Map.Entry<?, ?> before : map.entrySet()) {
            Object key = each(parent, member + " key", before.getKey());
            Object value = each(parent, member, before.getValue());
            after.put(key, value);
            changed |= key != before.getKey() || value != before.getValue();
        }
        return changed ? after : map;
    }
}
