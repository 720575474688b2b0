package dev.dromedary.function.steps.rollup;

import org.apache.camel.builder.RouteBuilder;

/** The steps as they belong together, {@code direct:whole}, and routes that lack one of them. */
final class RollupRoutes extends RouteBuilder {

    @Override
    public void configure() {
        errorHandler(defaultErrorHandler().logExhausted(false));
        String begin = "rollup:begin?rules=totals.json&bucket=" + RollupComponentTest.BUCKET + "&examples=2&unmatched="
                + RollupComponentTest.UNMATCHED;
        from("direct:whole")
                .to(begin)
                .split(body())
                .stopOnException()
                .to("direct:read")
                .end()
                .to("rollup:results");
        from("direct:read")
                .setHeader("table", simple("${body[table]}"))
                .setHeader("CamelAwsS3ContentLength", simple("${body[length]}"))
                .setBody(simple("${body[stream]}"))
                .to("direct:rows");
        from("direct:rows")
                .setProperty("table", header("table"))
                .to("records:open?schema=row.schema.json")
                .unmarshal()
                .custom("rows")
                .split(body())
                .streaming()
                .stopOnException()
                .to("rollup:add?table=${exchangeProperty.table}")
                // As a redelivery does.
                .to("rollup:add?table=${exchangeProperty.table}")
                .end()
                .to("rollup:end?table=${exchangeProperty.table}");
        from("direct:noAdd")
                .to(begin)
                .to("records:open?schema=row.schema.json")
                .unmarshal()
                .custom("rows")
                .split(body())
                .streaming()
                .log("passed by")
                .end()
                .to("rollup:end?table=people");
        from("direct:noSplit")
                .to(begin)
                .to("records:open?schema=row.schema.json")
                .unmarshal()
                .custom("rows")
                .to("rollup:end?table=people");
        from("direct:noOpen").to(begin).to("rollup:add?table=people");
        from("direct:noEnd").to(begin).to("rollup:results");
        from("direct:noBegin").to("rollup:results");
    }
}
