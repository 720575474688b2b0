package dev.dromedary.desk.testing;

import dev.dromedary.function.runtime.Secrets;

/**
 * Secrets and parameters in tests: the value of <code>{{secret:orders.hash-key}}</code> is the text {@code secret orders.hash-key}, on
 * every machine, so that what is made with it can be expected.
 *
 * @param settings reads settings
 */
record CaseSecrets(Secrets settings) implements Secrets {

    @Override
    public void expect(Name name) {
        if (name.kind() == Kind.setting) {
            settings.expect(name);
        }
    }

    @Override
    public String value(Name name) {
        return name.kind() == Kind.setting ? settings.value(name) : name.kind() + " " + name.property();
    }
}
