package dev.dromedary.desk.console;

import dev.dromedary.desk.cloud.sqs.QueueCounts;
import dev.dromedary.desk.operations.FailureQueue;
import dev.dromedary.desk.operations.FailureQueues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queues, those of failures too, with the first messages that wait in them.
 *
 * @param site what is shown
 */
record QueuesView(Site site) implements View {

    private static final int SHOWN = 20;

    @Override
    public String name() {
        return "queues";
    }

    @Override
    public Map<String, Object> model(Asked asked) {
        List<FailureQueue> failures = new FailureQueues(site.clients().sqs(), site.deployment()).all();
        return Map.of(
                "queues",
                site.cloud().sqs().counts().stream()
                        .map(counts -> told(counts, failures))
                        .toList());
    }

    private Map<String, Object> told(QueueCounts counts, List<FailureQueue> failures) {
        Optional<FailureQueue> failure = failures.stream()
                .filter(queue -> queue.name().equals(counts.queue()))
                .findFirst();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", counts.queue());
        told.put("counts", counts);
        told.put("messages", site.cloud().sqs().waiting(counts.queue(), SHOWN));
        failure.ifPresent(queue -> told.put("target", queue.target()));
        return told;
    }
}
