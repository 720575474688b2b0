package dev.dromedary.desk.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A Maven repository in a folder, and a user's folder whose settings name it in place of all others. */
record RepositoryFolder(Path folder) {

    /** The user's folder. */
    Path home() {
        return folder.resolve("home");
    }

    /** Writes settings, with more in them. */
    void settings(String more) throws IOException {
        Path file = home().resolve(".m2/settings.xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, """
                <settings>
                  %s
                  <mirrors>
                    <mirror>
                      <id>folder</id>
                      <mirrorOf>*</mirrorOf>
                      <url>%s</url>
                    </mirror>
                  </mirrors>
                </settings>
                """.formatted(more, folder.resolve("repository").toUri()));
    }

    /**
     * Adds a library.
     *
     * @param name group, artifact and version
     * @param dependencies their names; a name may end with {@code :SCOPE}
     */
    void add(String name, String... dependencies) throws IOException {
        String[] parts = name.split(":");
        Path place = folder.resolve("repository")
                .resolve(parts[0].replace('.', '/'))
                .resolve(parts[1])
                .resolve(parts[2]);
        Files.createDirectories(place);
        StringBuilder needed = new StringBuilder();
        for (String dependency : dependencies) {
            String[] each = dependency.split(":");
            needed.append(
                    "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version><scope>%s</scope></dependency>"
                            .formatted(each[0], each[1], each[2], each.length > 3 ? each[3] : "compile"));
        }
        Files.writeString(
                place.resolve(parts[1] + "-" + parts[2] + ".pom"),
                "<project><modelVersion>4.0.0</modelVersion><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version><dependencies>%s</dependencies></project>"
                        .formatted(parts[0], parts[1], parts[2], needed));
        try (ZipOutputStream jar =
                new ZipOutputStream(Files.newOutputStream(place.resolve(parts[1] + "-" + parts[2] + ".jar")))) {
            jar.putNextEntry(new ZipEntry(parts[1] + ".txt"));
        }
    }
}
