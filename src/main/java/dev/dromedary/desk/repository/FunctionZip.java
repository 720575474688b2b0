package dev.dromedary.desk.repository;

import dev.dromedary.desk.UnfinishedFile;
import dev.dromedary.desk.library.AddedLibraries;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A zip that functions run from, as the build of Dromedary makes it, with the routes of a repository. The same content gives the
 * same bytes, so that what has not changed is not deployed again.
 */
final class FunctionZip {

    /** As zips have it: without a zone. */
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

    private static final long MEGABYTE = 1024 * 1024;

    /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 250 MB, unpacked. */
    private static final long LARGEST = 250 * MEGABYTE;

    private static final List<String> NOT_DEPLOYED = List.of(".test.yaml", ".sample.json", "shared/prices.properties");

    private final FunctionParts parts;
    private final Path routes;
    private final AddedLibraries added;

    FunctionZip(FunctionParts parts, Path routes, AddedLibraries added) {
        this.parts = parts;
        this.routes = routes;
        this.added = added;
    }

    /**
     * Writes one.
     *
     * @param kind {@code function}, {@code parquet} or {@code duckdb}, as the plan calls it
     * @param file is complete, or is as it was
     * @throws RepositoryException if it would unpack to more than Lambda takes
     */
    void write(String kind, Path file) throws IOException {
        Path unfinished = UnfinishedFile.beside(file);
        try {
            try (ZipOutputStream zip =
                    new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16))) {
                boolean queries = kind.equals("duckdb");
                zip.putNextEntry(entry("lib/function.jar"));
                if (queries) {
                    // Packed: with both libraries it would else unpack to more than Lambda takes.
                    Files.copy(parts.function(), zip);
                } else {
                    unpacked(parts.function(), zip);
                }
                if (queries || kind.equals("parquet")) {
                    zip.putNextEntry(entry("lib/parquet.jar"));
                    Files.copy(parts.parquet(), zip);
                }
                if (queries) {
                    zip.putNextEntry(entry("lib/duckdb.jar"));
                    Files.copy(parts.duckdb(), zip);
                    for (String library : FunctionParts.DUCKDB_LIBRARIES) {
                        zip.putNextEntry(entry("lib/" + library));
                        try (InputStream in = FunctionParts.library(library)) {
                            in.transferTo(zip);
                        }
                    }
                }
                for (AddedLibraries.Library library : added.libraries()) {
                    zip.putNextEntry(entry("lib/" + library.entry()));
                    Files.copy(library.file(), zip);
                }
                addRoutes(zip);
            }
            requireSize(unfinished, file);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void requireSize(Path zip, Path file) throws IOException {
        long size = unpackedSize(zip);
        if (size > LARGEST) {
            throw new RepositoryException(
                    file + " would unpack to " + (size + MEGABYTE - 1) / MEGABYTE
                            + " MB, and Lambda takes 250 MB; leave out a library that is added with --with or dromedary.properties.");
        }
    }

    /** What a zip's files are together, in bytes, as Lambda counts them. */
    static long unpackedSize(Path zip) throws IOException {
        try (ZipFile file = new ZipFile(zip.toFile())) {
            return file.stream().mapToLong(ZipEntry::getSize).sum();
        }
    }

    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        return entry;
    }

    /** The same jar, its classes not packed: inflating them is a good part of a cold start. */
    private static void unpacked(Path jar, OutputStream out) throws IOException {
        try (ZipFile file = new ZipFile(jar.toFile())) {
            // Not closed, as that would close the zip around it.
            ZipOutputStream stored = new ZipOutputStream(out);
            for (ZipEntry each : Collections.list(file.entries())) {
                ZipEntry entry = entry(each.getName());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(each.getSize());
                entry.setCrc(each.getCrc());
                stored.putNextEntry(entry);
                try (InputStream in = file.getInputStream(each)) {
                    in.transferTo(stored);
                }
            }
            stored.finish();
        }
    }

    private void addRoutes(ZipOutputStream zip) throws IOException {
        try (Stream<Path> files = Files.walk(routes)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> routes.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> NOT_DEPLOYED.stream().noneMatch(name::endsWith))
                    .sorted()
                    .toList();
            for (String name : names) {
                zip.putNextEntry(entry("routes/" + name));
                Files.copy(routes.resolve(name), zip);
            }
        }
    }
}
