package dev.dromedary.plan.check;

import dev.dromedary.plan.Finding;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;

/**
 * Addresses of mail: those that SES would refuse whatever the account.
 *
 * @see <a href="https://docs.aws.amazon.com/ses/latest/dg/quotas.html">Quotas</a>
 */
final class MailCheck implements Check {

    private static final int MOST = 50;

    /** The options of a scheme that hold addresses, and whether one of them may be several. */
    private static final Map<String, Map<String, Boolean>> OPTIONS = Map.of(
            "aws2-ses", Map.of("to", true, "cc", true, "bcc", true, "replyToAddresses", true, "returnPath", false),
            "notification", Map.of("to", true, "from", false));

    private static final Map<String, Boolean> HEADERS = Map.of(
            "CamelAwsSesTo", true,
            "CamelAwsSesCc", true,
            "CamelAwsSesBcc", true,
            "CamelAwsSesReplyToAddresses", true,
            "CamelAwsSesFrom", false,
            "CamelAwsSesReturnPath", false);

    @Override
    public void check(RoutesText routes, List<Finding> findings) {
        Map<String, String> properties = new TreeMap<>();
        Map<String, PropertiesFile> holders = new TreeMap<>();
        for (PropertiesFile file : PropertiesFile.all(routes)) {
            file.values().forEach((name, value) -> {
                properties.put(name.toString(), value.toString());
                holders.put(name.toString(), file);
            });
        }
        Places places = new Places(properties, holders, findings);
        for (EndpointText endpoint : EndpointText.all(routes.elements())) {
            boolean split = endpoint.scheme().equals("aws2-ses");
            OPTIONS.getOrDefault(endpoint.scheme(), Map.of()).forEach((option, several) -> endpoint.option(option)
                    .ifPresent(value ->
                            places.check(endpoint.file(), value.at(), value.text(), several, several && split)));
            // Any name does where a step sets the sender.
            if (endpoint.scheme().equals("aws2-ses") && endpoint.path().matches(".*(@|\\{\\{).*")) {
                places.check(endpoint.file(), endpoint.uri(), endpoint.path(), false, false);
            }
        }
        for (Element element : routes.elements()) {
            Optional<Boolean> several = element.type().equals("SetHeaderDefinition")
                    ? element.option("name").map(name -> HEADERS.get(name.text()))
                    : Optional.empty();
            several.ifPresent(all ->
                    text(element).ifPresent(value -> places.check(element.file(), value, value.text(), all, all)));
        }
    }

    private static Optional<Value> text(Element header) {
        return Set.of("constant", "simple").stream()
                .flatMap(language -> header
                        .option(language)
                        .or(() -> header.value().get("expression").flatMap(each -> each.get(language)))
                        .stream())
                .map(value -> value.isText() ? value : value.get("expression").orElse(value))
                .findFirst();
    }

    /** Addresses stand in a route, or in the property that it names. */
    private record Places(Map<String, String> properties, Map<String, PropertiesFile> holders, List<Finding> findings) {

        void check(SourceFile file, Value at, String text, boolean several, boolean split) {
            Matcher placeholder = PropertiesFile.PLACEHOLDER.matcher(text.strip());
            if (placeholder.matches()
                    && properties.containsKey(placeholder.group(2).strip())) {
                String name = placeholder.group(2).strip();
                SourceFile held = holders.get(name).file();
                fault(properties.get(name), several, split)
                        .ifPresent(fault -> add(held.finding(
                                holders.get(name).line(name), 1, "=", "The property " + name + " " + fault)));
            } else {
                fault(text, several, split)
                        .ifPresent(fault -> add(file.finding(at, text, "\"" + text + "\" " + fault)));
            }
        }

        private void add(Finding finding) {
            if (!findings.contains(finding)) {
                findings.add(finding);
            }
        }
    }

    private static Optional<String> fault(String text, boolean several, boolean split) {
        if (text.isBlank() || text.contains("{{") || text.contains("${")) {
            return Optional.empty();
        }
        if (text.contains(";")) {
            return Optional.of("separates addresses by semicolons; separate them by commas.");
        }
        InternetAddress[] addresses;
        try {
            addresses = InternetAddress.parse(text, true);
            for (InternetAddress address : addresses) {
                address.validate();
            }
        } catch (AddressException e) {
            return Optional.of("is no mail address; it has to be such as team@example.com or Team <team@example.com>.");
        }
        Optional<InternetAddress> wrong = Arrays.stream(addresses)
                .filter(address -> !address.getAddress().matches("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+"))
                .findFirst();
        if (wrong.isPresent()) {
            return Optional.of("holds \"" + wrong.get().getAddress()
                    + "\", which is no mail address; it has to be such as team@example.com.");
        }
        if (split && text.split(",").length != addresses.length) {
            // Ses2Producer takes every comma for the end of an address, also one in quotes.
            return Optional.of(
                    "holds a comma within a name, and aws2-ses would take what is before it for an address; leave it out.");
        }
        int most = several ? MOST : 1;
        return addresses.length > most
                ? Optional.of("holds " + addresses.length + " addresses, and SES takes " + most
                        + (several ? "; send to a list." : "."))
                : Optional.empty();
    }
}
