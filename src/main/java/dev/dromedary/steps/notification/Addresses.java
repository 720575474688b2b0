package dev.dromedary.steps.notification;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

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

    static InternetAddress[] parse(String addresses) throws AddressException {
        return InternetAddress.parse(addresses, true);
    }
}
