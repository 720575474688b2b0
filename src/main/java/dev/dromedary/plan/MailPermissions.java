package dev.dromedary.plan;

import java.util.List;
import java.util.Set;

/**
 * {@code aws2-ses}: mail from the address that the route sets, which is an identity of SES.
 *
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonses.html">Actions of SES</a>
 */
final class MailPermissions implements EndpointPermissions {

    @Override
    public Set<String> schemes() {
        return Set.of("aws2-ses");
    }

    @Override
    public void add(EndpointUse use, Needs needs) {
        // A MIME message goes out by SendRawEmail, a text by SendEmail.
        List<String> actions = use.flow().header(OwnSteps.MIME).equals(Set.of(HeaderValue.of(OwnSteps.MIME)))
                ? List.of("ses:SendRawEmail")
                : List.of("ses:SendEmail", "ses:SendRawEmail");
        for (HeaderValue from : use.headerOrOption("CamelAwsSesFrom", "from", null)) {
            String address = from.text().replaceFirst("^.*<(.*)>\\s*$", "$1").strip();
            if (from.origin() != HeaderValue.Origin.STEP || !address.contains("@") || address.contains("${")) {
                needs.unknown(use.step(), "The address that the mail comes from is not known", actions);
                continue;
            }
            Resource identity = needs.resource(ResourceKind.IDENTITY, address);
            needs.used().add(identity);
            needs.allow("SendMail", identity.arn(), actions);
        }
    }
}
