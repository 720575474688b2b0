package dev.dromedary.desk.cloud.ses;

import dev.dromedary.desk.cloud.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of sent mail: {@code <number>-<subject>.eml} and {@code .html}. Numbers go on after an earlier run's. */
final class MailFolder {
    private static final Pattern NUMBERED = Pattern.compile("(\\d{1,9})-.*\\.(eml|html)");
    private static final int LONGEST_NAME = 60;

    private final Path folder;
    private int last = -1;

    MailFolder(Path folder) {
        this.folder = folder;
    }

    /** Writes each file whole or not at all, the message last. */
    synchronized SentMail add(String subject, List<String> to, byte[] message, Optional<String> html)
            throws IOException {
        Files.createDirectories(folder);
        if (last < 0) {
            last = highestNumber();
        }
        last++;
        String name = last + "-" + slug(subject);
        Path page = null;
        if (html.isPresent()) {
            page = write(name + ".html", html.get().getBytes(StandardCharsets.UTF_8));
        }
        return new SentMail(subject, to, page, write(name + ".eml", message));
    }

    private int highestNumber() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NUMBERED.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                    .max()
                    .orElse(0);
        }
    }

    private Path write(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        WholeFile.write(file, fresh -> Files.write(fresh, content));
        return file;
    }

    /** ASCII letters, digits and hyphens, so that any file system and shell takes it. */
    static String slug(String subject) {
        String plain = Normalizer.normalize(subject, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(plain.length(), LONGEST_NAME)).replaceAll("^-+|-+$", "");
        return cut.isEmpty() ? "mail" : cut;
    }
}
