package dev.dromedary.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * {@code aws2-ses}: mail from the address that the route sets, which is an identity of SES. While SES is in its sandbox, those
 * who get mail are identities, too, and SES asks for the permission on each of them; later it does not look at them.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html">Actions of SES</a>
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/request-production-access.html">The sandbox</a>
 */
final class MailPermissions {

    static final String FROM = "CamelAwsSesFrom";
    static final String TO = "CamelAwsSesTo";

    /** Headers with recipients, and the options for those who set none. */
    private static final Map<String, String> RECIPIENTS =
            new TreeMap<>(Map.of(TO, "to", "CamelAwsSesCc", "cc", "CamelAwsSesBcc", "bcc"));

    static void add(EndpointUse use, Needs needs) {
        // A MIME message goes out by SendRawEmail, a text by SendEmail.
        List<String> actions = use.flow().header(OwnSteps.MIME).equals(Set.of(HeaderValue.of(OwnSteps.MIME)))
                ? List.of("ses:SendRawEmail")
                : List.of("ses:SendEmail", "ses:SendRawEmail");
        for (HeaderValue from : use.headerOrOption(FROM, "from", null)) {
            String address = bare(from.text());
            if (from.origin() != HeaderValue.Origin.STEP || !isKnown(address)) {
                needs.unknown(use.step(), "The address that the mail comes from is not known", actions);
                continue;
            }
            Resource identity = needs.resource(ResourceKind.IDENTITY, address);
            needs.used().all().add(identity);
            needs.allow("SendMail", identity.arn(), actions);
        }
        RECIPIENTS.forEach((header, option) -> {
            for (HeaderValue recipients : use.headerOrOption(header, option, null)) {
                recipients(recipients.text(), needs, actions);
            }
        });
    }

    private static void recipients(String addresses, Needs needs, List<String> actions) {
        for (String each : addresses.split(",")) {
            String address = bare(each);
            if (isKnown(address)) {
                needs.used().recipients().add(address);
                needs.allow(
                        "SendMail",
                        needs.resource(ResourceKind.IDENTITY, address).arn(),
                        actions);
            }
        }
    }

    private static String bare(String address) {
        return address.replaceFirst("^.*<(.*)>\\s*$", "$1").strip();
    }

    /** Known before the route runs, and no pattern in an ARN. */
    private static boolean isKnown(String address) {
        return address.contains("@") && !address.matches(".*[$*?{}].*");
    }
}
