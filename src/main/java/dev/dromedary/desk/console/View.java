package dev.dromedary.desk.console;

import java.io.IOException;
import java.util.Map;

/** One page of the console. */
interface View {

    /** What the page is called; its template is the same with {@code .ftlh}. */
    String name();

    /**
     * What it shows.
     *
     * @throws RefusedException in one sentence, if what was asked for is not there
     * @throws IOException if a file of the embedded cloud can't be read
     */
    Map<String, Object> model(Asked asked) throws IOException;
}
