package dev.dromedary.desk.console;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file of routes as it is written.
 *
 * @param site what is shown
 */
record RouteView(Site site) implements View {

    @Override
    public String name() {
        return "route";
    }

    @Override
    public Map<String, Object> model(Asked asked) throws IOException {
        String asks = asked.value("file");
        // Found among those that are there: no path is made of what comes from outside.
        String file = Stream.concat(site.routes().pipelines().stream(), Stream.of("shared"))
                .flatMap(pipeline -> site.routes().routeFiles(pipeline).stream())
                .filter(asks::equals)
                .findFirst()
                .orElseThrow(() -> RefusedException.notFound("There is no file of routes " + asks + "."));
        return Map.of(
                "file", file, "text", Files.readString(site.routes().path().resolve(file)));
    }
}
