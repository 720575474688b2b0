package dev.dromedary.desk.repository;

import dev.dromedary.desk.Json;
import dev.dromedary.desk.library.AddedLibraries;
import dev.dromedary.plan.Environments;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** What Terraform deploys, made from a repository's routes: plans, the zips that the plan names, and the module. */
public final class Packaging {

    private Packaging() {}

    /**
     * A zip.
     *
     * @param file where it is
     * @param unpacked its size on Lambda, in bytes
     * @param functions which functions run from it
     */
    public record Zip(Path file, long unpacked, List<String> functions) {}

    /**
     * Writes {@code plan.json}, and {@code plan.prod.json} for an environment {@code prod} that has properties files. Those of
     * an earlier time, whose environment has none any more, are deleted.
     *
     * @param target an existing folder
     * @return the files, {@code plan.json} first
     * @throws dev.dromedary.plan.FindingsException if a route is wrong or breaks a rule
     * @throws IOException if a file can't be written
     */
    public static List<Path> plans(RoutesFolder routes, Path target) throws IOException {
        try (DirectoryStream<Path> earlier = Files.newDirectoryStream(target, "plan.*.json")) {
            for (Path file : earlier) {
                Files.delete(file);
            }
        }
        List<Path> written = new ArrayList<>();
        written.add(
                Files.writeString(target.resolve("plan.json"), Plan.of(routes).json()));
        for (String environment : Environments.of(routes)) {
            written.add(Files.writeString(
                    target.resolve("plan." + environment + ".json"),
                    Plan.of(routes.in(environment)).json()));
        }
        return written;
    }

    /**
     * Writes the zips that functions of the plans run from. Those that none needs are deleted.
     *
     * @param plans of the routes, of all environments
     * @param home of the running Dromedary
     * @param target an existing folder
     * @param added what all zips hold beside what functions hold
     * @return the zips
     * @throws RepositoryException if the classes of functions are not there, or a zip would be too large for Lambda
     * @throws IOException if a file can't be read or written
     */
    public static List<Zip> zips(RoutesFolder routes, List<Path> plans, Home home, Path target, AddedLibraries added)
            throws IOException {
        SortedMap<String, SortedSet<String>> functions = new TreeMap<>();
        for (Path plan : plans) {
            Json.MAPPER
                    .readTree(Files.readString(plan))
                    .path("functions")
                    .properties()
                    .forEach(function -> functions
                            .computeIfAbsent(
                                    function.getValue().path("package").asText("function"), kind -> new TreeSet<>())
                            .add(function.getKey()));
        }
        FunctionZip zip = new FunctionZip(FunctionParts.of(home), routes.path(), added);
        List<Zip> written = new ArrayList<>();
        for (String kind : List.of("function", "parquet", "duckdb")) {
            Path file = target.resolve("dromedary-function" + (kind.equals("function") ? "" : "-" + kind) + ".zip");
            if (functions.containsKey(kind)) {
                zip.write(kind, file);
                written.add(new Zip(file, FunctionZip.unpackedSize(file), List.copyOf(functions.get(kind))));
            } else {
                Files.deleteIfExists(file);
            }
        }
        return written;
    }

    /**
     * Copies the Terraform module, which a root calls by a path that is the same on every machine.
     *
     * @param target an existing folder
     * @return where it is
     * @throws IOException if a file can't be read or written
     */
    public static Path module(Home home, Path target) throws IOException {
        Path module = target.resolve("module");
        FileUtils.deleteDirectory(module.toFile());
        Path source = home.path().resolve("terraform");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = source.relativize(file).toString().replace('\\', '/');
                // A clone has its own environment and tests there, and what Terraform leaves.
                if (!name.matches(
                        "(tests|environments)/.*|(.*/)?\\.terraform.*|.*_override\\.tf|.*\\.tfstate.*|.*\\.tfplan")) {
                    Path copy = module.resolve(name);
                    Files.createDirectories(copy.getParent());
                    // Scripts stay executable.
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
        return module;
    }
}
