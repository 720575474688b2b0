package dev.dromedary.desk.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What the console may ask of a run. */
public interface Work {

    /**
     * Puts files where the pipeline's triggers look; what they cause goes on by itself.
     *
     * @param files to be uploaded under their names
     * @return {@code bucket/key} of each that became an object
     * @throws dev.dromedary.desk.operations.Upload.Refusal in one sentence, if no trigger takes one of them
     * @throws IOException if a file can't be read
     */
    List<String> upload(List<Path> files) throws IOException;

    /** What was refused for want of a permission and what grants it, a sentence each. */
    List<String> denied();

    /** Does something while nobody begins the run anew. */
    void undisturbed(Task task) throws IOException;

    /** What is done meanwhile. */
    @FunctionalInterface
    interface Task {
        void run() throws IOException;
    }
}
