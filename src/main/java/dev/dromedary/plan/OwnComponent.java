package dev.dromedary.plan;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.RecordsComponent;
import dev.dromedary.function.steps.RecordsEndpoint;
import dev.dromedary.function.steps.body.BodyComponent;
import dev.dromedary.function.steps.body.BodyEndpoint;
import dev.dromedary.function.steps.event.EventComponent;
import dev.dromedary.function.steps.event.EventEndpoint;
import dev.dromedary.function.steps.fileset.FilesetComponent;
import dev.dromedary.function.steps.fileset.FilesetEndpoint;
import dev.dromedary.function.steps.item.ItemComponent;
import dev.dromedary.function.steps.item.ItemEndpoint;
import dev.dromedary.function.steps.memory.LedgerComponent;
import dev.dromedary.function.steps.model.ModelComponent;
import dev.dromedary.function.steps.model.ModelEndpoint;
import dev.dromedary.function.steps.notification.NotificationComponent;
import dev.dromedary.function.steps.notification.NotificationEndpoint;
import dev.dromedary.function.steps.object.ObjectComponent;
import dev.dromedary.function.steps.object.ObjectEndpoint;
import dev.dromedary.function.steps.outbox.OutboxComponent;
import dev.dromedary.function.steps.outbox.OutboxEndpoint;
import dev.dromedary.function.steps.rollup.RollupComponent;
import dev.dromedary.function.steps.rollup.RollupEndpoint;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A component of ours. A new step is a line here; triggers are found.
 *
 * @param scheme its name in URIs
 * @param type its class, beside which Camel's build plugin puts its entry of the catalog
 * @param steps its steps, which say what they call
 */
record OwnComponent(String scheme, Class<?> type, List<? extends Access.Declared> steps) {

    private static final List<OwnComponent> STEPS = List.of(
            new OwnComponent("records", RecordsComponent.class, List.of(RecordsEndpoint.Operation.values())),
            // It works through the claim of the idempotentConsumer around it.
            new OwnComponent("ledger", LedgerComponent.class, List.of()),
            new OwnComponent("model", ModelComponent.class, List.of(ModelEndpoint.Operation.values())),
            new OwnComponent(
                    "notification", NotificationComponent.class, List.of(NotificationEndpoint.Operation.values())),
            new OwnComponent("body", BodyComponent.class, List.of(BodyEndpoint.Operation.values())),
            new OwnComponent("event", EventComponent.class, List.of(EventEndpoint.Operation.values())),
            new OwnComponent("item", ItemComponent.class, List.of(ItemEndpoint.Operation.values())),
            new OwnComponent("object", ObjectComponent.class, List.of(ObjectEndpoint.Operation.values())),
            new OwnComponent("fileset", FilesetComponent.class, List.of(FilesetEndpoint.Operation.values())),
            new OwnComponent("rollup", RollupComponent.class, List.of(RollupEndpoint.Operation.values())),
            new OwnComponent("outbox", OutboxComponent.class, List.of(OutboxEndpoint.Operation.values())));

    static List<OwnComponent> all() {
        return Stream.concat(
                        STEPS.stream(),
                        TriggerPlan.all().stream()
                                .map(trigger -> new OwnComponent(trigger.scheme(), trigger.component(), List.of())))
                .toList();
    }

    static Set<String> schemes() {
        return all().stream().map(OwnComponent::scheme).collect(Collectors.toUnmodifiableSet());
    }

    static List<? extends Access.Declared> steps(String scheme) {
        return STEPS.stream()
                .filter(component -> component.scheme.equals(scheme))
                .findFirst()
                .<List<? extends Access.Declared>>map(OwnComponent::steps)
                .orElse(List.of());
    }
}
