package dev.dromedary.function.runtime.stub;

import java.util.Map;

/** What services that take forms reply. */
final class FormAnswer {

    private FormAnswer() {}

    static String to(Map<String, String> form) {
        String action = form.get("Action");
        return "<" + action + "Response><" + action + "Result><MessageId>message-1</MessageId></" + action + "Result></"
                + action + "Response>";
    }
}
