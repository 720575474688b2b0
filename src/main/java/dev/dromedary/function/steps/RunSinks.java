package dev.dromedary.function.steps;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the steps of a run send batches to at once, in the order in which batches come to them. */
public final class RunSinks {

    private final Map<Object, Object> opened = new IdentityHashMap<>();
    private final List<SinkCounts> counts = new ArrayList<>();

    /**
     * What a step keeps for the run.
     *
     * @param step the step itself
     * @param opening makes it when the first batch comes
     */
    public <T> T of(Object step, Class<T> type, Supplier<? extends T> opening) {
        Object found = opened.get(step);
        if (found == null) {
            found = opening.get();
            opened.put(step, found);
        }
        return type.cast(found);
    }

    /**
     * Notes where a step's counts are.
     *
     * @throws IllegalStateException if another step sends to the same: nobody could tell what each has sent
     */
    public void add(SinkCounts added) {
        if (counts.stream().anyMatch(each -> each.target().equals(added.target()))) {
            throw new IllegalStateException("Two steps of the split send to the " + added.target()
                    + ", so every record would arrive twice; remove one");
        }
        counts.add(added);
    }

    /** The one to which batches come last, after all others have rejected what they have to. */
    Optional<SinkCounts> last() {
        return counts.isEmpty() ? Optional.empty() : Optional.of(counts.get(counts.size() - 1));
    }

    List<SinkCounts> all() {
        return List.copyOf(counts);
    }

    void requireAll(long read) {
        counts.forEach(each -> each.requireAll(read));
    }

    /** What was sent where, for the manifest. */
    List<Map<String, Object>> document() {
        return counts.stream().map(SinkCounts::document).toList();
    }
}
