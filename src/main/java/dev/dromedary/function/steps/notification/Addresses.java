package dev.dromedary.function.steps.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Mail addresses as options give them. */
final class Addresses {

    /** SES takes no more: https://docs.aws.amazon.com/ses/latest/dg/quotas.html */
    private static final int MOST = 50;

    private Addresses() {}

    /**
     * Refuses what is no list of addresses.
     *
     * @throws IllegalArgumentException with one sentence
     */
    static void check(String option, String addresses) {
        try {
            InternetAddress[] parsed = InternetAddress.parse(addresses, true);
            for (InternetAddress address : parsed) {
                address.validate();
            }
            int most = option.equals("from") ? 1 : MOST;
            if (parsed.length == 0 || parsed.length > most) {
                throw new IllegalArgumentException("The option " + option + " of notification:compose has "
                        + parsed.length + " addresses; it has to have 1" + (most == 1 ? "" : " to " + most));
            }
        } catch (AddressException e) {
            // Without the cause: it would say the same again, less clearly.
            throw new IllegalArgumentException("The option " + option + " of notification:compose is \"" + addresses
                    + "\", which is no mail address: " + e.getMessage());
        }
    }

    /** With names encoded as a header of a mail needs them: https://www.rfc-editor.org/rfc/rfc2047 */
    static InternetAddress[] parse(String addresses) throws AddressException {
        InternetAddress[] parsed = InternetAddress.parse(addresses, true);
        for (InternetAddress address : parsed) {
            try {
                address.setPersonal(address.getPersonal(), "UTF-8");
            } catch (UnsupportedEncodingException e) {
                throw new IllegalStateException("Every JDK has UTF-8", e);
            }
        }
        return parsed;
    }

    /** The addresses alone, separated by commas. */
    static String bare(String addresses) throws AddressException {
        return Arrays.stream(InternetAddress.parse(addresses, true))
                .map(InternetAddress::getAddress)
                .collect(Collectors.joining(","));
    }
}
