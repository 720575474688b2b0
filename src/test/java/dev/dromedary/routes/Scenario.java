package dev.dromedary.routes;

import static dev.dromedary.routes.Readings.GOOD;
import static dev.dromedary.routes.Readings.HEADER;
import static dev.dromedary.routes.Readings.NO_SPO2;
import static dev.dromedary.routes.Readings.OTHER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** An object that arrives, and what has been before. */
enum Scenario {
    MIXED(() -> HEADER + GOOD + NO_SPO2 + OTHER),
    /** Several parts for the valid rows, one and a rest for the others. */
    LARGE(LargeFile::get),
    NO_VALID_ROW(() -> HEADER + NO_SPO2),
    REJECTED_WHOLE(() -> "no,reading\n1,2\n"),
    NEW_VERSION(() -> HEADER + OTHER, new Before("raw/x.csv", () -> HEADER + GOOD + NO_SPO2)),
    NEW_VERSION_REJECTED_WHOLE(() -> HEADER + "\"" + GOOD, new Before("raw/x.csv", () -> HEADER + GOOD)),
    SAME_CONTENT_AGAIN(() -> HEADER + GOOD, new Before("raw/x.csv", () -> HEADER + GOOD)),
    SAME_CONTENT_ELSEWHERE(() -> HEADER + GOOD, new Before("raw/y.csv", () -> HEADER + GOOD)),
    NEW_VERSION_SAME_AS_ELSEWHERE(
            () -> HEADER + GOOD,
            new Before("raw/x.csv", () -> HEADER + OTHER),
            new Before("raw/y.csv", () -> HEADER + GOOD));

    private final Supplier<String> content;
    private final List<Before> before;

    private record Before(String key, Supplier<String> content) {}

    private static final class LargeFile {
        private static final String CONTENT = Readings.file(0, 250_000);

        static String get() {
            return CONTENT;
        }
    }

    Scenario(Supplier<String> content, Before... before) {
        this.content = content;
        this.before = List.of(before);
    }

    /**
     * Begins anew: processes what has been before and uploads the object.
     *
     * @return the events of all inputs; the last is still to be handled
     */
    List<Map<String, Object>> begin(Ingest ingest) {
        ingest.wipe();
        List<Map<String, Object>> uploads = new ArrayList<>();
        for (Before earlier : before) {
            uploads.add(ingest.upload(earlier.key(), earlier.content().get()));
            ingest.invoke(uploads.get(uploads.size() - 1));
        }
        uploads.add(ingest.upload("raw/x.csv", content.get()));
        return uploads;
    }

    /** An object of which a second version comes while the first is not done. */
    enum Later {
        VALID(HEADER + OTHER),
        NO_VALID_ROW(HEADER + NO_SPO2),
        REJECTED_WHOLE("no,reading\n1,2\n"),
        REJECTED_WHOLE_AFTER_ROWS(HEADER + GOOD + "\"" + GOOD),
        SAME_AS_ELSEWHERE(HEADER + GOOD);

        private final String content;

        Later(String content) {
            this.content = content;
        }

        Versions begin(Ingest ingest) {
            ingest.wipe();
            List<Map<String, Object>> uploads = new ArrayList<>();
            uploads.add(ingest.upload("raw/y.csv", HEADER + GOOD));
            ingest.invoke(uploads.get(0));
            uploads.add(ingest.upload("raw/x.csv", HEADER + GOOD + NO_SPO2 + OTHER));
            return new Versions(uploads, () -> {
                uploads.add(ingest.upload("raw/x.csv", content));
                return uploads.get(2);
            });
        }
    }

    /**
     * Two versions of an object.
     *
     * @param uploads the events so far
     * @param second uploads the second version and gives its event
     */
    record Versions(List<Map<String, Object>> uploads, Supplier<Map<String, Object>> second) {

        Map<String, Object> first() {
            return uploads.get(1);
        }
    }
}
