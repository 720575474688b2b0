package dev.dromedary.desk.operations;

import dev.dromedary.desk.operations.ToldRun.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pipeline does, summed up of what its runs have told: a run a route, and folders in place of objects. */
public final class LineageSum {

    private LineageSum() {}

    /** Sums runs up, in the order in which their routes come first. */
    public static List<ToldRun> of(List<ToldRun> runs) {
        Map<String, ToldRun> byRoute = new LinkedHashMap<>();
        runs.forEach(run -> byRoute.merge(
                run.route(),
                new ToldRun(
                        run.route(), "", run.time(), Optional.empty(), folders(run.inputs()), folders(run.outputs())),
                LineageSum::both));
        return List.copyOf(byRoute.values());
    }

    /** One in place of runs of a route that have read and written in the same places, in the order in which they come first. */
    public static List<ToldRun> alike(List<ToldRun> runs) {
        Map<List<Object>, ToldRun> byPlaces = new LinkedHashMap<>();
        runs.forEach(run -> byPlaces.merge(
                List.of(run.route(), places(run.inputs()), places(run.outputs()), run.error()), run, LineageSum::both));
        return List.copyOf(byPlaces.values());
    }

    private static List<String> places(List<Data> data) {
        return data.stream().map(Data::place).toList();
    }

    private static ToldRun both(ToldRun one, ToldRun other) {
        return new ToldRun(
                one.route(),
                "",
                other.time(),
                one.error(),
                added(one.inputs(), other.inputs()),
                added(one.outputs(), other.outputs()));
    }

    private static List<Data> folders(List<Data> data) {
        return added(List.of(), data.stream().map(Data::folder).toList());
    }

    private static List<Data> added(List<Data> some, List<Data> more) {
        Map<String, Data> all = new LinkedHashMap<>();
        some.forEach(data -> all.put(data.place(), data));
        more.forEach(data -> all.merge(
                data.place(),
                data,
                (one, next) -> new Data(one.place(), one.table(), rows(one, next), next.origins())));
        return List.copyOf(all.values());
    }

    private static Optional<Long> rows(Data one, Data next) {
        return one.rows().isEmpty()
                ? next.rows()
                : Optional.of(one.rows().get() + next.rows().orElse(0L));
    }
}
