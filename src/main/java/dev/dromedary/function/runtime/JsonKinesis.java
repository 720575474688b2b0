package dev.dromedary.function.runtime;

import software.amazon.awssdk.core.SdkSystemSetting;

/** The form in which Kinesis is asked where it is not AWS's own: MiniStack and moto don't understand the SDK's usual one, CBOR. */
public final class JsonKinesis {

    private static final String CBOR = SdkSystemSetting.CBOR_ENABLED.property();

    private JsonKinesis() {}

    /** Lets clients that are made from now on write JSON, unless somebody has said what they write. The SDK has no other switch. */
    public static void use() {
        if (System.getProperty(CBOR) == null) {
            System.setProperty(CBOR, "false");
        }
    }
}
