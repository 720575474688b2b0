package dev.dromedary.desk.console;

import dev.dromedary.desk.cloud.ses.KeptMail;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mails, one of them as it looks, and what was published to topics.
 *
 * @param site what is shown
 */
record MailsView(Site site) implements View {

    @Override
    public String name() {
        return "mails";
    }

    @Override
    public Map<String, Object> model(Asked asked) throws IOException {
        List<KeptMail> mails = KeptMail.newest(site.data().resolve("outbox"));
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("mails", mails.stream().map(MailsView::told).toList());
        model.put("alerts", site.cloud().sns().published());
        String asks = asked.value("file");
        if (!asks.isEmpty()) {
            // Found among those that are there: no path is made of what comes from outside.
            KeptMail mail = mails.stream()
                    .filter(each -> each.name().equals(asks))
                    .findFirst()
                    .orElseThrow(() -> RefusedException.notFound("There is no mail " + asks + "."));
            model.put("mail", told(mail));
        }
        return model;
    }

    static Map<String, Object> told(KeptMail mail) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("file", mail.name());
        told.put("subject", mail.subject());
        told.put("to", mail.to());
        told.put("date", mail.date());
        told.put("cause", mail.correlationId().orElse(""));
        mail.html().ifPresent(html -> told.put("html", html));
        mail.text().ifPresent(text -> told.put("text", text));
        return told;
    }
}
