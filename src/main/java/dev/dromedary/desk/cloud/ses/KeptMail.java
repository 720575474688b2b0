package dev.dromedary.desk.cloud.ses;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A mail in the folder of the embedded SES, of this run or an earlier one.
 *
 * @param file of the whole message
 * @param subject decoded; empty if there is none
 * @param to the addresses that it names
 * @param date as the message has it; empty if it has none
 * @param correlationId what it is about, if it says so
 * @param html its HTML part, if it has one
 * @param text its text part, if it has one
 */
public record KeptMail(
        Path file,
        String subject,
        List<String> to,
        String date,
        Optional<String> correlationId,
        Optional<String> html,
        Optional<String> text) {

    private static final String ENDING = ".eml";

    /** More than any mailbox at a desk needs. */
    private static final int MOST = 200;

    /**
     * Reads the newest mails of a folder, the newest first.
     *
     * @param folder it may not be there
     * @throws IOException if a file can't be read
     */
    public static List<KeptMail> newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.comparingInt(KeptMail::number).reversed())
                    .limit(MOST)
                    .toList();
        }
        List<KeptMail> mails = new ArrayList<>();
        for (Path file : files) {
            read(file).ifPresent(mails::add);
        }
        return mails;
    }

    private static int number(Path file) {
        String name = file.getFileName().toString();
        return name.matches("[0-9]{1,9}-.*") ? Integer.parseInt(name.substring(0, name.indexOf('-'))) : 0;
    }

    private static Optional<KeptMail> read(Path file) throws IOException {
        try {
            MailMessage message = MailMessage.read(Files.readAllBytes(file));
            return Optional.of(new KeptMail(
                    file,
                    message.subject(),
                    message.recipients(),
                    message.header("Date").orElse(""),
                    message.header("X-Correlation-Id").map(id -> URLDecoder.decode(id, StandardCharsets.UTF_8)),
                    message.html(),
                    message.text()));
        } catch (MessagingException e) {
            // A file that somebody else has put there.
            return Optional.empty();
        }
    }

    /** The name of its file, which tells it apart from all others. */
    public String name() {
        return file.getFileName().toString();
    }
}
