package dev.dromedary.plan;

import dev.dromedary.function.steps.sink.TableKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Whether {@code records:put} names the key that the pipeline's properties give its table; DynamoDB would refuse every item else. */
final class PutKey {

    private PutKey() {}

    static void check(EndpointUse use, Needs needs) {
        Optional<String> property = use.raw("table").flatMap(Settings::property);
        Optional<String> made = property.flatMap(name -> needs.settings().value(name + ".key"));
        Optional<String> named = use.option("key");
        if (made.isEmpty() || named.isEmpty()) {
            return;
        }
        List<String> attributes =
                Arrays.stream(made.get().split(",")).map(String::strip).toList();
        List<TableKey> keys;
        try {
            keys = TableKey.all(named.get());
        } catch (IllegalArgumentException e) {
            // The step itself says what is wrong with it.
            return;
        }
        if (!keys.stream().map(TableKey::column).toList().equals(attributes)) {
            needs.finding(
                    use.step(),
                    "The option key of records:put is \"" + named.get() + "\", and the property " + property.get()
                            + ".key says that the table's key is \"" + made.get() + "\"; "
                            + (made.get().contains(":N")
                                    ? "leave :N out of both, as keys of tables that the plan makes are texts."
                                    : "let both be the same."));
        } else if (keys.stream().anyMatch(TableKey::number)) {
            needs.finding(
                    use.step(),
                    "The option key of records:put says by :N that a part of the table's key is a number, and keys of tables"
                            + " that the plan makes are texts; leave :N out.");
        }
    }
}
