package dev.dromedary.desk.emulator;

import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.UnexpectedEventException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Emulators differ from AWS, and from each other, in what they deliver. */
public enum Kind {
    /**
     * Keys are URL-encoded in its EventBridge events (4.14.0), where AWS's carry them as they are; and all have one
     * sequencer.
     */
    LOCALSTACK("/_localstack/info", "\"version\"", "/_aws/ses"),
    /** All its S3 events have one id and one sequencer (5.2.1). */
    MOTO("/moto-api/", "Moto", "/moto-api/data.json"),
    /** Its news of S3 are as AWS's; it keeps no mail as it was sent (1.5.33). */
    MINISTACK("/_ministack/health", "\"services\"", ""),
    /** Nothing is known of it. */
    OTHER("", "", "");

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final String page;
    private final String sign;
    private final String mails;

    /**
     * An emulator.
     *
     * @param page a page that it has
     * @param sign what is on that page
     * @param mails a page with the mails that it has taken; empty if it has none
     */
    Kind(String page, String sign, String mails) {
        this.page = page;
        this.sign = sign;
        this.mails = mails;
    }

    /**
     * Asks an endpoint what it is.
     *
     * @param endpoints where S3 is, whose events it is about
     * @return the emulator; {@link #OTHER} if it does not say
     */
    public static Kind of(Endpoints endpoints) {
        return Stream.of(LOCALSTACK, MOTO, MINISTACK)
                .filter(kind -> get(endpoints.of(Service.S3), kind.page)
                        .filter(answer -> answer.contains(kind.sign))
                        .isPresent())
                .findFirst()
                .orElse(OTHER);
    }

    /** What a page of its own holds; empty if there is none. */
    private static Optional<String> get(URI endpoint, String path) {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint.resolve(path)).timeout(LONGEST).build();
        try {
            HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(LONGEST)
                    .build()
                    .send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Reads an event that came through a queue.
     *
     * @param message a message whose system attributes were asked for
     * @return the event, as AWS would have delivered it; see {@link #mend}
     */
    public Map<String, Object> event(Message message) {
        return JsonDocument.parse(mend(message).body());
    }

    /**
     * Makes news of S3 what AWS would have delivered: with the key as it is, and a sequencer that orders the versions of
     * a key.
     *
     * @param message a message whose system attributes were asked for
     * @return the message; any but news of S3 is unchanged
     */
    Message mend(Message message) {
        return this == OTHER || this == MINISTACK || !message.body().startsWith("{")
                ? message
                : message.toBuilder()
                        .body(new ObjectEvent(this, sequencer(message)).mend(message.body()))
                        .build();
    }

    /** As long as those of S3, so that texts compare as numbers. */
    private static String sequencer(Message message) {
        String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        return String.format(Locale.ROOT, "%018X", Long.parseLong(sent));
    }

    /**
     * The mails that it has taken as whole messages (SES's SendRawEmail).
     *
     * @param endpoints where SES is
     * @return in the order in which they were sent; none if it does not tell
     */
    public List<TakenMail> mails(Endpoints endpoints) {
        if (mails.isEmpty()) {
            return List.of();
        }
        URI endpoint = endpoints.of(Service.SES);
        return get(endpoint, mails)
                .map(answer -> document(endpoint.resolve(mails), answer))
                .map(this::mails)
                .orElse(List.of());
    }

    private static Map<String, Object> document(URI page, String answer) {
        try {
            return JsonDocument.parse(answer);
        } catch (UnexpectedEventException e) {
            throw new EmulatorException(
                    "The emulator's answer to GET " + page + ", which lists the mails that it has taken, is no JSON."
                            + " If AWS_ENDPOINT_URL_SES is of another emulator than AWS_ENDPOINT_URL_S3, use one for both.",
                    e);
        }
    }

    private List<TakenMail> mails(Map<String, Object> document) {
        Part all = new Part(document);
        return this == LOCALSTACK
                ? all.list("messages").stream()
                        .filter(mail -> mail.optional("RawData").isPresent())
                        .map(mail -> new TakenMail(mail.text("Id"), mail.text("Source"), mail.text("RawData")))
                        .toList()
                : all.part("ses").list("RawMessage").stream()
                        .map(mail -> new TakenMail(mail.text("id"), mail.text("source"), mail.text("raw_data")))
                        .toList();
    }

    /**
     * A mail that an emulator has taken.
     *
     * @param id its message id
     * @param source who sends it
     * @param raw the whole message
     */
    public record TakenMail(String id, String source, String raw) {}
}
