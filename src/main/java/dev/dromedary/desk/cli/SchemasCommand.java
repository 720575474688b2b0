package dev.dromedary.desk.cli;

import dev.dromedary.desk.repository.EditorSchemas;
import dev.dromedary.desk.repository.KaotoCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schemas}: what editors complete names with. */
@Command(
        name = "schemas",
        description = {
            "Write the JSON Schemas of routes, record schemas, mappings, rules, tests and plans, with which editors complete names and"
                    + " explain them.",
            "A new repository has them already; write them anew after an update, or a change of with= in dromedary.properties."
        })
final class SchemasCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "schemas",
            description = "Where to write them. Default: ${DEFAULT-VALUE}.")
    private Path folder;

    @Option(
            names = "--kaoto",
            paramLabel = "CATALOG",
            description = {
                "Kaoto's catalogue, the folder dist/camel-catalog of the npm package @kaoto/camel-catalog: write it with the",
                "components of Dromedary, and of what is added, to FOLDER/kaoto, for Kaoto's setting kaoto.catalog.url."
            })
    private Path kaoto;

    @Mixin
    private RoutesOption routes;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException(folder + " is a file; name a folder with --out.");
        }
        // From there on components of added libraries are known.
        routes.path();
        Files.createDirectories(folder);
        PrintWriter out = spec.commandLine().getOut();
        for (Map.Entry<String, String> schema : EditorSchemas.all().entrySet()) {
            Path file = folder.resolve(schema.getKey());
            Files.writeString(file, schema.getValue());
            out.println("  " + file);
        }
        if (kaoto != null) {
            Path catalog = folder.resolve("kaoto");
            String version = KaotoCatalog.write(kaoto, catalog);
            out.println("  " + catalog.resolve("index.json") + ": with all of Camel " + version);
        }
        out.flush();
        return 0;
    }
}
