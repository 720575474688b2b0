package dev.dromedary.desk.cloud.iam;

import dev.dromedary.desk.Arns;
import dev.dromedary.desk.cloud.ses.EmbeddedSes;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SendRawEmailRequest;
import software.amazon.awssdk.services.ses.model.SesRequest;

/**
 * What sending mail asks for: the identity of the sender and, as in SES's sandbox, those of all who get it. An address is
 * granted by itself or by its domain.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/control-user-access.html">Access to SES</a>
 */
final class MailActions {

    private MailActions() {}

    static Optional<List<Asked>> of(SesRequest request, String region) {
        return request instanceof SendRawEmailRequest || request instanceof SendEmailRequest
                ? Optional.of(asked("ses:" + Actions.operation(request), request, region))
                : Optional.empty();
    }

    private static List<Asked> asked(String action, SesRequest request, String region) {
        return EmbeddedSes.addresses(request)
                .map(address -> address.replaceFirst("^.*<(.*)>\\s*$", "$1").strip())
                .map(address -> Asked.of(
                        action,
                        identity(region, address),
                        identity(region, address.substring(address.indexOf('@') + 1))))
                .distinct()
                .toList();
    }

    private static String identity(String region, String identity) {
        return Arns.of("ses", region, "identity/" + identity);
    }
}
