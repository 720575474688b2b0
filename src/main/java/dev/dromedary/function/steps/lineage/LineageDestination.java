package dev.dromedary.function.steps.lineage;

import software.amazon.awssdk.http.SdkHttpRequest;

/** Somebody else's catalogue, which takes events of OpenLineage by HTTP. */
interface LineageDestination {

    /** What a log calls it. */
    String name();

    /**
     * The request that tells it of an event.
     *
     * @param event the event
     * @param json its document, which is the body
     */
    SdkHttpRequest request(RunEvent event, byte[] json);
}
