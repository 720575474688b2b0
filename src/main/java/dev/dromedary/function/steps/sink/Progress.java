package dev.dromedary.function.steps.sink;

import dev.dromedary.function.ledger.Claim;
import dev.dromedary.function.steps.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a run has come in sending, kept in the ledger for a run that has to go on. It is a place in the file, as a batch may have
 * another size the next time.
 */
final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private static final String ROW = "row";
    private static final String BEHIND = "behind";
    private static final String DEFINITION = "definition";

    private final Optional<Claim> claim;
    private final String name;
    private final String definition;
    private Arrived arrived;

    /**
     * What has arrived, or was rejected; by numbers of rows in the file.
     *
     * @param row all rows up to this one
     * @param behind of some of those behind it, the first and the last of each stretch: calls are made at the same time, and one may
     *     fail while others succeed
     */
    record Arrived(long row, List<List<Long>> behind) {

        /** Nothing yet. */
        static final Arrived NOTHING = new Arrived(0, List.of());

        boolean has(long number) {
            return number <= row
                    || behind.stream().anyMatch(stretch -> stretch.get(0) <= number && number <= stretch.get(1));
        }

        private String text(String definition) {
            return JsonText.line(Map.of(ROW, row, BEHIND, behind, DEFINITION, definition));
        }

        private static Arrived of(Map<String, Object> document) {
            List<List<Long>> behind = new ArrayList<>();
            ((List<?>) document.get(BEHIND))
                    .forEach(stretch -> behind.add(
                            ((List<?>) stretch).stream().map(Arrived::number).toList()));
            return new Arrived(number(document.get(ROW)), behind);
        }

        private static long number(Object value) {
            return ((Number) value).longValue();
        }
    }

    private Progress(Optional<Claim> claim, String name, String definition, Arrived arrived) {
        this.claim = claim;
        this.name = name;
        this.definition = definition;
        this.arrived = arrived;
    }

    /**
     * What an earlier run at the same version has left; nothing if it worked by another definition, which may find other rows valid:
     * all is sent again then, rather than some never.
     *
     * @param claim the claim of the work; without it nothing is kept
     * @param name tells the step from others
     * @param definition hash of what decides about rows
     */
    static Progress of(Optional<Claim> claim, String name, String definition) {
        Optional<Map<String, Object>> found =
                claim.flatMap(held -> held.remembered(name)).map(text -> JsonText.parse(name, text));
        if (found.isEmpty()) {
            return new Progress(claim, name, definition, Arrived.NOTHING);
        }
        Arrived earlier = Arrived.of(found.get());
        if (!definition.equals(found.get().get(DEFINITION))) {
            LOG.warn(
                    "An earlier run has sent rows up to {} ({}), by another route or schema; all rows are sent again",
                    earlier.row(),
                    name);
            return new Progress(claim, name, definition, Arrived.NOTHING);
        }
        LOG.info("An earlier run has sent rows up to {} ({}); sending goes on behind it", earlier.row(), name);
        return new Progress(claim, name, definition, earlier);
    }

    /** What has arrived, in earlier runs and in this one. */
    Arrived arrived() {
        return arrived;
    }

    /** Keeps what has arrived, unless it is known. */
    void reach(Arrived now) {
        if (now.equals(arrived) || now.row() < arrived.row()) {
            return;
        }
        arrived = now;
        claim.ifPresent(held -> held.remember(name, now.text(definition)));
    }
}
