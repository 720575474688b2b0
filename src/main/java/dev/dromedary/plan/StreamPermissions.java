package dev.dromedary.plan;

import java.util.List;
import java.util.Set;

/** {@code aws2-kinesis}: putting records. */
final class StreamPermissions implements EndpointPermissions {

    @Override
    public Set<String> schemes() {
        return Set.of("aws2-kinesis");
    }

    @Override
    public void add(EndpointUse use, Needs needs) {
        if (use.reads()) {
            needs.unknown(use.step(), "The step reads a stream", List.of("kinesis:GetRecords"));
            return;
        }
        needs.resource(use, "streamName", ResourceKind.STREAM).ifPresent(stream -> {
            // One record, or several if the body is a list.
            needs.allow("PutRecords", stream.arn(), List.of("kinesis:PutRecord", "kinesis:PutRecords"));
            needs.emits(new Emission.Message(stream), use.step());
        });
    }
}
