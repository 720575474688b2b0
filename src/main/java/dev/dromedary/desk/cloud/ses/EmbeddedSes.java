package dev.dromedary.desk.cloud.ses;

import dev.dromedary.desk.cloud.ServiceErrors;
import dev.dromedary.desk.cloud.Shown;
import dev.dromedary.desk.cloud.WellFormed;
import dev.dromedary.function.ledger.ClaimInterceptor;
import dev.dromedary.function.records.EscapedText;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.Message;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SendEmailResponse;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailResponse;
import software.amazon.awssdk.services.ses.model.SesException;
import software.amazon.awssdk.services.ses.model.SesRequest;

/**
 * SES that sends nothing: each mail becomes {@code <number>-<subject>.eml}, the bytes as given, and {@code .html}, its
 * HTML part decoded, in UTF-8. Refuses what SES refuses whatever the account; addresses need not be verified. Other
 * operations throw {@link UnsupportedOperationException}.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html">SendRawEmail</a>
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/quotas.html">Quotas</a>
 */
public final class EmbeddedSes implements SesClient {
    private static final int MOST_RECIPIENTS = 50;
    private static final int LARGEST = 10 * 1024 * 1024;

    private final MailFolder folder;
    private final List<SentMail> mails = new CopyOnWriteArrayList<>();

    /**
     * Touches no file before the first mail.
     *
     * @param folder gets the files; those of an earlier run stay, and numbers go on after theirs
     */
    public EmbeddedSes(Path folder) {
        this.folder = new MailFolder(folder);
    }

    /** What was sent since this was made, in the order in which it was sent. */
    public List<SentMail> mails() {
        return List.copyOf(mails);
    }

    @Override
    public SendRawEmailResponse sendRawEmail(SendRawEmailRequest request) {
        ClaimInterceptor.check(request);
        if (request.rawMessage() == null || request.rawMessage().data() == null) {
            throw invalid("A raw message is required.");
        }
        byte[] bytes = request.rawMessage().data().asByteArray();
        checkLength(bytes);
        try {
            MailMessage message = MailMessage.read(bytes);
            checkSource(
                    present(request.source())
                            ? request.source()
                            : message.from().orElse(null));
            List<String> to = request.destinations().isEmpty() ? message.recipients() : request.destinations();
            return SendRawEmailResponse.builder()
                    .messageId(keep(to, bytes, message))
                    .build();
        } catch (MessagingException e) {
            throw invalid("The message can't be read: " + Shown.of(String.valueOf(e.getMessage())) + ".");
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    @Override
    public SendEmailResponse sendEmail(SendEmailRequest request) {
        ClaimInterceptor.check(request);
        checkSource(WellFormed.request(request).source());
        List<String> to = new ArrayList<>();
        if (request.destination() != null) {
            Stream.of(
                            request.destination().toAddresses(),
                            request.destination().ccAddresses(),
                            request.destination().bccAddresses())
                    .forEach(to::addAll);
        }
        checkRecipients(to);
        if (request.message() == null || request.message().body() == null) {
            throw invalid("A message with a body is required.");
        }
        checkContent(request.message());
        try {
            byte[] bytes = MailMessage.write(request);
            checkLength(bytes);
            return SendEmailResponse.builder()
                    .messageId(keep(to, bytes, MailMessage.read(bytes)))
                    .build();
        } catch (MessagingException e) {
            throw invalid("The message can't be made: " + Shown.of(String.valueOf(e.getMessage())) + ".");
        } catch (IOException e) {
            throw notWritten(e);
        }
    }

    /** Who sends a mail and who gets it, as the request or the message says; nobody where it can't be read. */
    public static Stream<String> addresses(SesRequest request) {
        try {
            if (request instanceof SendRawEmailRequest raw && raw.rawMessage() != null) {
                MailMessage message = MailMessage.read(raw.rawMessage().data().asByteArray());
                Stream<String> to =
                        raw.destinations().isEmpty() ? message.recipients().stream() : raw.destinations().stream();
                return Stream.concat(present(raw.source()) ? Stream.of(raw.source()) : message.from().stream(), to);
            }
            if (request instanceof SendEmailRequest mail && mail.destination() != null) {
                return Stream.of(
                                List.of(mail.source()),
                                mail.destination().toAddresses(),
                                mail.destination().ccAddresses(),
                                mail.destination().bccAddresses())
                        .flatMap(List::stream);
            }
            return Stream.empty();
        } catch (MessagingException e) {
            // SES refuses it, whoever sends it.
            return Stream.empty();
        }
    }

    private String keep(List<String> to, byte[] bytes, MailMessage message) throws MessagingException, IOException {
        checkRecipients(to);
        mails.add(folder.add(message.subject(), to, bytes, message.html()));
        return UUID.randomUUID() + "-000000";
    }

    private static boolean present(String text) {
        return text != null && !text.isBlank();
    }

    private static void checkSource(String source) {
        if (!present(source)) {
            throw invalid("Missing required header 'From'.");
        }
        checkAddress(source);
    }

    private static void checkRecipients(List<String> to) {
        if (to.isEmpty()) {
            throw invalid("Missing required header 'To'.");
        }
        if (to.size() > MOST_RECIPIENTS) {
            throw invalid("Recipient count exceeds " + MOST_RECIPIENTS + ".");
        }
        to.forEach(EmbeddedSes::checkAddress);
    }

    private static void checkAddress(String text) {
        try {
            InternetAddress address = new InternetAddress(text);
            int at = address.getAddress().lastIndexOf('@');
            if (at < 1 || at == address.getAddress().length() - 1) {
                throw invalid("Missing final '@domain'");
            }
        } catch (AddressException e) {
            throw invalid("Illegal address: " + Shown.of(text));
        }
    }

    /** A line break in a subject would begin another header; the rest is what the query protocol's XML has not. */
    private static void checkContent(Message message) {
        Content subject = message.subject();
        if (subject != null && !subject.data().codePoints().noneMatch(Character::isISOControl)) {
            throw invalid("Control characters are not allowed in the subject.");
        }
        for (Content part :
                Arrays.asList(subject, message.body().text(), message.body().html())) {
            if (part != null && !EscapedText.isClean(part.data(), EscapedText::isInXml)) {
                throw invalid("The message has invalid characters.");
            }
        }
    }

    private static void checkLength(byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw invalid("Message length is more than " + LARGEST + " bytes long: '" + bytes.length + "'.");
        }
    }

    private static AwsServiceException invalid(String message) {
        return ServiceErrors.of(SesException.builder(), "Ses", 400, "InvalidParameterValue", message);
    }

    private static SdkClientException notWritten(IOException cause) {
        return SdkClientException.create("The embedded SES could not write the mail: " + cause.getMessage(), cause);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing open.
    }
}
