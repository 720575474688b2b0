package dev.dromedary.desk.cli;

import dev.dromedary.Shipped;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A user's desk: a copy of the routes to make mistakes in, and the commands. */
record Desk(Path folder) {

    /** What a command printed and returned. */
    record Told(int code, String out, String err) {}

    static Desk in(Path folder) throws IOException {
        Shipped.copyTo(folder.resolve("routes"));
        return new Desk(folder);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(file(name), text);
    }

    void change(String routeFile, String from, String to) throws IOException {
        Path file = file("routes").resolve(routeFile);
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " does not contain " + from);
        }
        Files.writeString(file, text.replace(from, to));
    }

    Told run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Dromedary.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Told(code, out.toString(), err.toString());
    }

    /** Runs health on files, with this desk's routes and a cloud of its own. */
    Told runHealth(Path... files) {
        return run(Stream.concat(
                        Stream.of(
                                "run",
                                "health",
                                "--routes",
                                file("routes").toString(),
                                "--data",
                                file("cloud").toString()),
                        Stream.of(files).map(Path::toString))
                .toArray(String[]::new));
    }
}
