package dev.dromedary.desk.console;

import dev.dromedary.desk.operations.Candidate;
import dev.dromedary.desk.operations.Candidates;
import dev.dromedary.desk.operations.FailureQueue;
import dev.dromedary.desk.operations.FailureQueues;
import dev.dromedary.desk.operations.Journal;
import dev.dromedary.desk.operations.ObjectReplay;
import dev.dromedary.desk.operations.Redrive;
import dev.dromedary.desk.operations.ReplayId;
import dev.dromedary.desk.operations.Selection;
import dev.dromedary.function.ledger.Replay;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a person may do: the same as with the commands upload and replay.
 *
 * @param site where
 */
record Actions(Site site) {

    /**
     * Does what a form asks for, whose token was looked at.
     *
     * @throws RefusedException in one sentence, if it can't be done
     * @throws IOException if a file can't be written or read
     */
    Answer carryOut(Asked asked) throws IOException {
        return switch (asked.path()) {
            case "/upload" -> upload(asked.files());
            case "/replay" -> replay(asked.value("key"));
            case "/redrive" -> redrive(asked.value("queue"));
            default -> throw RefusedException.notFound("There is nothing of that name to do.");
        };
    }

    private Answer upload(List<Asked.SentFile> sent) throws IOException {
        if (sent.isEmpty()) {
            throw new RefusedException(422, "No file was chosen; choose one, or drop it on the field.");
        }
        Path folder = Files.createTempDirectory("dromedary-upload");
        List<Path> files = new ArrayList<>();
        List<String> objects = new ArrayList<>();
        try {
            for (Asked.SentFile file : sent) {
                Path path = named(folder, file.name());
                Files.write(path, file.content());
                files.add(path);
            }
            site.work().undisturbed(() -> objects.addAll(site.work().upload(files)));
        } finally {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        }
        return Answer.seeOther(objects.size() == 1 ? explained(objects.get(0)) : "/");
    }

    /** A file's own name, whatever folders its sender puts before it. */
    private static Path named(Path folder, String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        try {
            Path path = folder.resolve(last);
            if (!last.isBlank() && !last.equals(".") && !last.equals("..") && folder.equals(path.getParent())) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new RefusedException(422, "This machine can't have a file of that name; rename it.");
        }
        throw new RefusedException(422, "The file has no name; rename it.");
    }

    private Answer replay(String key) throws IOException {
        Selection selection = new Selection(Optional.of(key), "", Instant.MIN, Instant.MAX, false);
        List<String> told = new ArrayList<>();
        site.work().undisturbed(() -> {
            Replay replay = new Replay(ReplayId.next(Clock.systemUTC()), false);
            try (Journal journal = Journal.open(site.data().resolve("replays"), replay);
                    Stream<Candidate> found = new Candidates(site.clients(), site.deployment()).find(selection)) {
                new ObjectReplay(site.clients(), site.deployment(), Clock.systemUTC())
                        .replay(found, replay, journal, (object, outcome) -> told.add(outcome));
            }
        });
        if (told.isEmpty()) {
            throw RefusedException.notFound("No trigger of " + site.pipeline() + " takes an object of the key " + key
                    + ", or it is not there.");
        }
        return Answer.seeOther("/explain?key=" + encoded(key));
    }

    private Answer redrive(String name) throws IOException {
        FailureQueue queue = new FailureQueues(site.clients().sqs(), site.deployment())
                .all().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> RefusedException.notFound(
                                "The queue " + name + " holds nothing that this pipeline failed to do."));
        site.work().undisturbed(() -> {
            Replay replay = new Replay(ReplayId.next(Clock.systemUTC()), false);
            try (Journal journal = Journal.open(site.data().resolve("replays"), replay)) {
                new Redrive(site.clients(), site.deployment()).redrive(queue, journal, (message, outcome) -> {});
            }
        });
        return Answer.seeOther("/queues");
    }

    private static String explained(String object) {
        return "/explain?key=" + encoded(object.substring(object.indexOf('/') + 1));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
