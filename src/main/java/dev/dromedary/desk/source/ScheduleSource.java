package dev.dromedary.desk.source;

import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.trigger.schedule.LambdaScheduleEndpoint;

/** Starts {@code lambda-schedule} routes when their time has come. */
public final class ScheduleSource implements TriggerSource {

    @Override
    public String scheme() {
        return LambdaScheduleEndpoint.SCHEME;
    }

    @Override
    public Feed feed(LambdaEndpoint endpoint) {
        LambdaScheduleEndpoint schedule = (LambdaScheduleEndpoint) endpoint;
        return new Feed.Times(schedule.getExpression(), schedule.getTimeZone(), schedule.getMaximumRetryAttempts());
    }
}
