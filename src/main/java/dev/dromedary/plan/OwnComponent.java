package dev.dromedary.plan;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.RecordsComponent;
import dev.dromedary.function.steps.RecordsEndpoint;
import dev.dromedary.function.steps.body.BodyComponent;
import dev.dromedary.function.steps.event.EventComponent;
import dev.dromedary.function.steps.event.EventEndpoint;
import dev.dromedary.function.steps.fileset.FilesetComponent;
import dev.dromedary.function.steps.fileset.FilesetEndpoint;
import dev.dromedary.function.steps.invoke.InvokeComponent;
import dev.dromedary.function.steps.invoke.InvokeEndpoint;
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
import dev.dromedary.function.steps.query.QueryComponent;
import dev.dromedary.function.steps.query.QueryEndpoint;
import dev.dromedary.function.steps.rollup.RollupComponent;
import dev.dromedary.function.steps.rollup.RollupEndpoint;
import dev.dromedary.function.steps.window.WindowComponent;
import dev.dromedary.function.steps.window.WindowEndpoint;
import dev.dromedary.function.steps.workflow.WorkflowComponent;
import dev.dromedary.function.steps.workflow.WorkflowEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A component of ours. A new step is a line here; triggers are found.
 *
 * @param scheme its name in URIs
 * @param type its class, beside which Camel's build plugin puts its entry of the catalog
 * @param accesses what its steps call
 */
record OwnComponent(String scheme, Class<?> type, Map<? extends Enum<?>, List<Access>> accesses) {

    private static final List<OwnComponent> STEPS = List.of(
            new OwnComponent("records", RecordsComponent.class, RecordsEndpoint.ACCESSES),
            // It works through the claim of the idempotentConsumer around it.
            new OwnComponent("ledger", LedgerComponent.class, Map.of()),
            new OwnComponent("model", ModelComponent.class, ModelEndpoint.ACCESSES),
            new OwnComponent("notification", NotificationComponent.class, NotificationEndpoint.ACCESSES),
            new OwnComponent("body", BodyComponent.class, Map.of()),
            new OwnComponent("event", EventComponent.class, EventEndpoint.ACCESSES),
            new OwnComponent("item", ItemComponent.class, ItemEndpoint.ACCESSES),
            new OwnComponent("object", ObjectComponent.class, ObjectEndpoint.ACCESSES),
            new OwnComponent("fileset", FilesetComponent.class, FilesetEndpoint.ACCESSES),
            new OwnComponent("rollup", RollupComponent.class, RollupEndpoint.ACCESSES),
            new OwnComponent("lambda", InvokeComponent.class, InvokeEndpoint.ACCESSES),
            new OwnComponent("workflow", WorkflowComponent.class, WorkflowEndpoint.ACCESSES),
            new OwnComponent("outbox", OutboxComponent.class, OutboxEndpoint.ACCESSES),
            new OwnComponent("window", WindowComponent.class, WindowEndpoint.ACCESSES),
            new OwnComponent("query", QueryComponent.class, QueryEndpoint.ACCESSES));

    static List<OwnComponent> all() {
        return Stream.concat(
                        STEPS.stream(),
                        TriggerPlan.all().stream()
                                .map(trigger -> new OwnComponent(trigger.scheme(), trigger.component(), Map.of())))
                .toList();
    }

    static Set<String> schemes() {
        return all().stream().map(OwnComponent::scheme).collect(Collectors.toUnmodifiableSet());
    }

    /** What a step calls. */
    static List<Access> accesses(String scheme, String operation) {
        return STEPS.stream()
                .filter(component -> component.scheme.equals(scheme))
                .flatMap(component -> component.accesses.entrySet().stream())
                .filter(step -> step.getKey().name().equals(operation))
                .flatMap(step -> step.getValue().stream())
                .toList();
    }
}
