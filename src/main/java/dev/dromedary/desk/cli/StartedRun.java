package dev.dromedary.desk.cli;

import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.desk.source.Feed;
import dev.dromedary.desk.source.TriggerSource;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.RouteFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One {@code run}: a pipeline on a cloud, the files given to it, and what became of them. */
interface StartedRun extends AutoCloseable {

    /** Puts files where the pipeline's triggers look. */
    default void upload(List<Path> files) throws IOException {
        upload(files, null);
    }

    /**
     * Puts files where a trigger looks.
     *
     * @param files the files
     * @param route id of the route that begins with the trigger; null for the first that takes each file
     * @throws UsageException if there is no such route, or if it does not take them
     */
    void upload(List<Path> files, String route) throws IOException;

    /** Waits until every event and message, and all that they caused, have been handled. */
    void awaitEnd() throws InterruptedException;

    /** Starts what a schedule starts, as if its time were now. To be called when the pipeline has come to rest. */
    void fireSchedules();

    /** The functions of the pipeline. */
    List<RouteFunction> functions();

    /**
     * Lets a function answer a request.
     *
     * @throws IllegalStateException with one sentence, if requests may not start it
     */
    default Map<String, Object> answer(RouteFunction function, Map<String, Object> event, Invocation invocation) {
        LocalPipeline.requireStart(function);
        return function.invoke(event, invocation);
    }

    /** What became of the files. */
    Summary summary();

    /**
     * Makes sure that a schedule starts something.
     *
     * @throws UsageException if none does
     */
    default void requireSchedule() {
        if (functions().stream()
                .noneMatch(function -> TriggerSource.feedOf(function.endpoint()) instanceof Feed.Times)) {
            throw new UsageException("No route of this pipeline begins with lambda-schedule; leave out --schedule.");
        }
    }

    @Override
    void close();
}
