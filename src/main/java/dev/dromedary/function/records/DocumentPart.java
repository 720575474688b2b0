package dev.dromedary.function.records;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * One object of a document, such as {@code Schema health/reading.schema.json}, with its path in it for messages, which is
 * empty for the document itself.
 */
record DocumentPart(String document, String path, Map<?, ?> values) {

    /** Refuses every key that is not known, and says why if it is one of {@code refused}. */
    void requireKeys(Collection<String> known, Map<String, String> refused) {
        for (Object key : values.keySet()) {
            String name = String.valueOf(key);
            if (refused.containsKey(name)) {
                throw wrong(name, refused.get(name));
            }
            if (!known.contains(name)) {
                throw wrong(name, "unknown key" + Nearest.hint(name, known));
            }
        }
    }

    /** The keys in the document's order. */
    List<String> keys() {
        return values.keySet().stream().map(String::valueOf).toList();
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    String text(String key, String otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        throw wrong(key, "must be a string; put it in quotes.");
    }

    /** A text that must be there and not be blank; {@code fault} says what to give, as the rest of a sentence. */
    String requiredText(String key, String fault) {
        String text = text(key, "");
        if (text.isBlank()) {
            throw wrong(key, fault);
        }
        return text;
    }

    /** A string, number or boolean, as values of a CSV file are written. */
    String scalar(String key) {
        return has(key) ? scalar(key, values.get(key)) : null;
    }

    boolean flag(String key, boolean otherwise) {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(key, "must be true or false.");
    }

    int count(String key, int otherwise) {
        BigDecimal number = number(key);
        if (number == null) {
            return otherwise;
        }
        try {
            int count = number.intValueExact();
            if (count >= 0) {
                return count;
            }
        } catch (ArithmeticException e) {
            // Said below, as for a negative one.
        }
        throw wrong(key, "must be a whole number from 0.");
    }

    BigDecimal number(String key) {
        Object value = values.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            try {
                return new BigDecimal(number.toString());
            } catch (NumberFormatException e) {
                // NaN and infinities: said below.
            }
        }
        throw wrong(key, "must be a number.");
    }

    List<String> scalars(String key, List<String> otherwise) {
        if (!has(key)) {
            return otherwise;
        }
        List<String> result = new ArrayList<>();
        for (Object value : list(key)) {
            result.add(scalar(key, value));
        }
        return result;
    }

    List<DocumentPart> parts(String key) {
        List<DocumentPart> result = new ArrayList<>();
        if (has(key)) {
            for (Object value : list(key)) {
                result.add(part(key + "[" + result.size() + "]", value));
            }
        }
        return result;
    }

    DocumentPart part(String key) {
        return part(key, has(key) ? values.get(key) : Map.of());
    }

    /** A fault of the value of {@code key}; {@code fault} is the rest of a sentence. */
    SchemaException wrong(String key, String fault) {
        return new SchemaException(document, path.isEmpty() ? key : path + "." + key, fault);
    }

    private DocumentPart part(String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            return new DocumentPart(document, path.isEmpty() ? key : path + "." + key, map);
        }
        throw wrong(key, "must be an object in braces.");
    }

    private List<?> list(String key) {
        if (values.get(key) instanceof List<?> list) {
            return list;
        }
        throw wrong(key, "must be a list in brackets.");
    }

    private String scalar(String key, Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw wrong(key, "must hold strings, numbers or booleans only.");
    }
}
