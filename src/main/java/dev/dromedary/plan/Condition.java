package dev.dromedary.plan;

import java.util.List;

/**
 * A condition of a permission.
 *
 * @param test such as {@code StringLike}
 * @param variable such as {@code s3:prefix}
 * @param values one of which it has to be
 */
public record Condition(String test, String variable, List<String> values) {

    public Condition {
        values = values.stream().distinct().sorted().toList();
    }
}
