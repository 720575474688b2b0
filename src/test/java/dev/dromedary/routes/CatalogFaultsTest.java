package dev.dromedary.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whichever call fails, and however: Lambda tries the event again, and the item is that of a run without faults. */
@ExtendWith(SharedCloud.class)
class CatalogFaultsTest {

    private final EmbeddedCloud cloud;

    CatalogFaultsTest(EmbeddedCloud cloud) {
        this.cloud = cloud;
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void shouldLeaveTheSameItem_whenACallFailsAndTheEventComesAgain(Fault fault) {
        try (Catalog catalog = new Catalog(cloud, true)) {
            for (int step = 0; step < 3; step++) {
                for (int call = 0; call < 2; call++) {
                    String key = step + "/" + call;
                    List<Map<String, Object>> events = history(catalog, key);
                    events.subList(0, step).forEach(catalog::invoke);

                    catalog.place.calls.from(fault.at(call, () -> {}));
                    String first = catalog.outcome(events.get(step));
                    catalog.place.calls.pass();

                    if (first == null) {
                        assertThat(catalog.outcome(events.get(step))).isIn("recorded", "done already");
                    }
                    events.subList(step, events.size()).forEach(catalog::invoke);
                    assertThat(catalog.texts(key))
                            .as("%s at call %d of event %d", fault, call, step)
                            .containsEntry("status", "Processed")
                            .containsEntry("size", "5")
                            .containsEntry("version", catalog.head(key).versionId())
                            .doesNotContainKey("deleted_time");
                }
            }
        }
    }

    private static List<Map<String, Object>> history(Catalog catalog, String key) {
        catalog.put(key, "one");
        catalog.place.store().delete(key);
        catalog.put(key, "three");
        return catalog.events();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"DENIED", "DENIED_TOO_LATE", "DEATH"})
    void shouldFailTheInvocation_whenTheTableRefuses(Fault fault) {
        try (Catalog catalog = new Catalog(cloud, true)) {
            catalog.put("x", "x");
            Map<String, Object> event = catalog.events().get(0);
            catalog.place.calls.from(fault.at(1, () -> {}));

            assertThat(catalog.outcome(event)).isNull();

            assertThat(catalog.place.calls.operations()).endsWith("updateItem");
        }
    }
}
